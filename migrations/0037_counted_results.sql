-- What a class showed is counted without opening each result, some kilobytes that are packed: of a result sent, the
-- topics aimed at in one word, the same for all who aim at the same, then the levels validated of each as bits, in the
-- order of its `tubes`; and the competences in which level 1 was reached. PostgreSQL writes them with the result.
alter table participation
  add shown_topics text generated always as (
    md5(jsonb_path_query_array(result, '$.tubes[*].keyvalue() ? (@.key != "validated").value')::text)) stored,
  add shown_levels text generated always as (jsonb_path_query_array(result, '$.tubes[*].validated')::text) stored,
  add reached_competences jsonb generated always as (
    jsonb_path_query_array(result, '$.competences[*] ? (@.level >= 1).code')) stored;
