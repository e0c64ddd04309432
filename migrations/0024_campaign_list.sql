-- A teacher's list: the campaigns of the courses they teach, by the course that made them or by a link there.
create index campaign_context on campaign (context_id);
create index campaign_link_campaign on campaign_link (campaign_id);
