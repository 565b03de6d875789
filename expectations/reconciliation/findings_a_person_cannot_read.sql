-- A message is missing, or a place in it was not filled in.
select finding_id, rule_id, message_zh, message_en
from quality.fct_finding
where
    coalesce(message_zh, '') = ''
    or coalesce(message_en, '') = ''
    or regexp_matches(message_zh || message_en, '\{[a-z_]*\}')
