select 'raw_document' as table_name, document_id as key, count(*) as copies
from raw.raw_document
group by document_id
having count(*) > 1
union all
select 'raw_text', document_id, count(*) from raw.raw_text group by document_id having count(*) > 1
union all
select 'raw_section', concat_ws('/', document_id, section_id), count(*)
from raw.raw_section
group by document_id, section_id
having count(*) > 1
union all
select 'raw_observation', concat_ws('/', document_id, ordinal), count(*)
from raw.raw_observation
group by document_id, ordinal
having count(*) > 1
union all
select 'raw_observation', observation_id, count(*) from raw.raw_observation group by observation_id having count(*) > 1
union all
select 'raw_statement', concat_ws('/', document_id, ordinal), count(*)
from raw.raw_statement
group by document_id, ordinal
having count(*) > 1
