-- A course restored on another platform brings the code of its campaign along: it is made again there under the same
-- code, so that every copy of the link leads to it. Codes were always looked up with their platform.
alter table campaign drop constraint campaign_code_key;
alter table campaign add constraint campaign_platform_code unique (platform_id, code);
drop index campaign_platform;
