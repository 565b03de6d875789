with pointers as (
    select document_id, ordinal, 'subject_ordinal' as pointer, subject_ordinal as points_to from raw.raw_observation
    union all
    select document_id, ordinal, 'group_ordinal', group_ordinal from raw.raw_observation
)

select pointers.document_id, pointers.ordinal, pointers.pointer, pointers.points_to
from pointers
left join raw.raw_observation as goal
    on pointers.document_id = goal.document_id and pointers.points_to = goal.ordinal
where pointers.points_to is not null and (goal.ordinal is null or pointers.points_to = pointers.ordinal)
union all
select observation.document_id, observation.ordinal, 'section_id', observation.section_id
from raw.raw_observation as observation
left join raw.raw_section as section
    on observation.document_id = section.document_id and observation.section_id = section.section_id
where observation.section_id is not null and section.section_id is null
