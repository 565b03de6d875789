{%- set subject_pattern = "'(?:[。；：]|说明|情况|概况|结构|构成)[\\p{Han}（）]{4,40}?20[0-9]{2}年度?(?:无|没有|未|一般公共|政府性|政府采购|国有资本|机关运行|收入|支出|收、|本年|“?三公)'" %}
{%- set edges_pattern = "'^(?:[。；：]|说明|情况|概况|结构|构成)+|20[0-9]{2}年度?[^0-9]*$'" %}
{%- set suffix_pattern = "'(?:局|委|会|中心|办公室|院|校|园|队|馆|站|所|府|部|厅|处|社|台|学|室|库|场|司|）)$'" %}

-- The body's own name in running text: what stands before the year of a sentence is the body of the document, in full or shortened.
with document as (
    select
        document.document_id,
        document.consolidation,
        {{ squeeze('document.organisation_name') }} as organisation_name,
        document_text.text,
        {{ squeeze('document_text.text') }} as squeezed
    from {{ ref('stg_document') }} as document
    inner join {{ ref('stg_text') }} as document_text on document.document_id = document_text.document_id
    where {{ matches(squeeze('document.organisation_name'), "'^[\\p{Han}（）]{4,}$'") }}
),

subject as (
    select
        document_id,
        {{ each_of(all_matches('squeezed', subject_pattern)) }} as words
    from document
),

-- 和, 与 and 及 are taken for one another wherever the name stands.
candidate as (
    select
        document_id,
        {{ replace_all('words', edges_pattern, "''") }} as name
    from subject
    {% for right, wrong in [('和', '与'), ('和', '及'), ('与', '和'), ('与', '及'), ('及', '和'), ('及', '与')] -%}
        union
        select
            document_id,
            replace(organisation_name, '{{ right }}', '{{ wrong }}') as name
        from document
        where instr(organisation_name, '{{ right }}') > 0
    {% endfor %}
),

-- Another name: neither a part of the body's name, nor a longer one, nor a short form that leaves characters out. Bodies under a
-- department have names of their own, so that there only a name that begins and ends as the department's does counts.
wrong as (
    select
        document.document_id,
        document.text,
        document.organisation_name,
        candidate.name,
        {{ occurrences('document.squeezed', 'candidate.name') }} as times,
        {{ occurrences('document.squeezed', 'document.organisation_name') }} as own_times
    from candidate
    inner join document on candidate.document_id = document.document_id
    where
        length(candidate.name) >= 4
        and left(candidate.name, 2) = left(document.organisation_name, 2)
        and {{ matches('candidate.name', suffix_pattern) }}
        and not {{ matches('candidate.name', "'[的是因我本由按于对等]'") }}
        and instr(document.organisation_name, candidate.name) = 0
        and instr(candidate.name, document.organisation_name) = 0
        and not {{ matches('document.organisation_name', gapped_pattern('candidate.name')) }}
        and instr(document.squeezed, candidate.name) > 0
        and (
            document.consolidation <> 'consolidated'
            or (
                left(candidate.name, 4) = left(document.organisation_name, 4)
                and right(candidate.name, 4) = right(document.organisation_name, 4)
            )
        )
),

placed as (
    select
        *,
        {{ first_match('text', spaced_pattern('name')) }} as found
    from wrong
),

answer as (
    select
        document_id,
        name as instance,
        'fail' as status,
        times,
        own_times,
        name as printed,
        organisation_name as expected,
        cast(instr(text, found) - 1 as integer) as char_start,
        cast(instr(text, found) - 1 + length(found) as integer) as char_end
    from placed
    union all
    select
        document_id,
        '' as instance,
        'pass' as status,
        0 as times,
        {{ occurrences('squeezed', 'organisation_name') }} as own_times,
        '' as printed,
        '' as expected,
        cast(null as integer) as char_start,
        cast(null as integer) as char_end
    from document
    where document_id not in (select wrong.document_id from wrong)
),

final as (
    select
        rules.rule_id,
        answer.document_id,
        answer.instance,
        answer.status,
        '' as reason,
        cast(answer.times as decimal(24, 6)) as left_value,
        cast(answer.own_times as decimal(24, 6)) as right_value,
        '次' as unit,
        answer.printed,
        answer.expected,
        answer.char_start,
        answer.char_end
    from answer
    inner join {{ ref('stg_rule') }} as rules on rules.shape = 'body_name'
)

select * from final
