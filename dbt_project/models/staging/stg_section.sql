with raw_section as (
    select * from {{ source('raw', 'raw_section') }}
),

-- A chapter is the outermost section numbered 一、二、三 …: the level at which one subject of the genre is told.
chapter as (
    select
        section.document_id,
        section.section_id,
        min(outer_section.section_id) as chapter_id
    from raw_section as section
    inner join raw_section as outer_section
        on
            section.document_id = outer_section.document_id
            and section.char_start >= outer_section.char_start
            and section.char_end <= outer_section.char_end
    where {{ matches('outer_section.marker', "'^[一二三四五六七八九十]+、'") }}
    group by section.document_id, section.section_id
),

final as (
    select
        raw_section.*,
        coalesce(chapter.chapter_id, raw_section.section_id) as chapter_id
    from raw_section
    left join chapter
        on raw_section.document_id = chapter.document_id and raw_section.section_id = chapter.section_id
)

select * from final
