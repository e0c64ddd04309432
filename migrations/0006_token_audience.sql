-- What a platform's authorization server calls itself, when a registration named it: assertions are addressed to it.
alter table platform add column token_audience text check (length(token_audience) <= 2048);
