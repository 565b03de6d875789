-- Names of codes: a name that in the document's year stands for no code any more, where its code has another name by then.
with document as (
    select
        document.document_id,
        document.fiscal_year,
        document_text.text,
        {{ squeeze('document_text.text') }} as squeezed
    from {{ ref('stg_document') }} as document
    inner join {{ ref('stg_text') }} as document_text on document.document_id = document_text.document_id
),

name as (
    select
        budget_type,
        code,
        name,
        {{ replace_all('name', "'支出$'", "''") }} as short_name,
        level,
        fiscal_year_from,
        coalesce(fiscal_year_to, 9999) as fiscal_year_to
    from {{ ref('function_class') }}
),

fiscal_year as (
    select distinct fiscal_year from document
),

-- By year, names that only used to stand for a code, with the name the code has now; with and without 支出 at their end. One that is part
-- of a longer name in use counts only where it stands by itself.
outdated as (
    select
        fiscal_year.fiscal_year,
        name.name as old_name,
        name.short_name,
        case name.level when 1 then '（类）' when 2 then '（款）' else '（项）' end as marker,
        name.level = 1 and length(name.name) >= 8 as is_distinctive,
        coalesce(bool_or(still_used.name <> name.name), false) as is_part_of_another,
        min(name.code) as code,
        min(successor.name) as new_name
    from fiscal_year
    inner join name on fiscal_year.fiscal_year > name.fiscal_year_to
    inner join name as successor
        on
            name.budget_type = successor.budget_type
            and name.code = successor.code
            and name.name <> successor.name
            and fiscal_year.fiscal_year between successor.fiscal_year_from and successor.fiscal_year_to
    left join name as still_used
        on
            fiscal_year.fiscal_year between still_used.fiscal_year_from and still_used.fiscal_year_to
            and instr(still_used.name, name.short_name) > 0
    group by fiscal_year.fiscal_year, name.name, name.short_name, name.level
    having not coalesce(bool_or(still_used.short_name = name.short_name), false)
),

-- A name counts where it is marked as a class, group or item; a long class name also where it is not.
marked as (
    select distinct
        document_id,
        fiscal_year,
        {{ each_of(all_matches('squeezed', "'[\\p{Han}（）、]+?（[类款项]）'")) }} as words
    from document
),

-- The same words stand in many documents.
marked_words as (
    select distinct
        fiscal_year,
        words
    from marked
),

outdated_words as (
    select
        marked.fiscal_year,
        marked.words,
        outdated.old_name,
        outdated.short_name,
        outdated.code,
        outdated.new_name
    from marked_words as marked
    inner join outdated
        on
            marked.fiscal_year = outdated.fiscal_year
            and case
                when outdated.is_part_of_another
                    then marked.words in (outdated.old_name || outdated.marker, outdated.short_name || outdated.marker)
                else
                    right(marked.words, length(outdated.old_name) + 3) = outdated.old_name || outdated.marker
                    or right(marked.words, length(outdated.short_name) + 3) = outdated.short_name || outdated.marker
            end
),

used as (
    select
        marked.document_id,
        outdated_words.old_name,
        outdated_words.short_name,
        outdated_words.code,
        outdated_words.new_name
    from marked
    inner join outdated_words on marked.fiscal_year = outdated_words.fiscal_year and marked.words = outdated_words.words
    union
    select
        document.document_id,
        outdated.old_name,
        outdated.short_name,
        outdated.code,
        outdated.new_name
    from document
    inner join outdated on document.fiscal_year = outdated.fiscal_year
    where outdated.is_distinctive and not outdated.is_part_of_another and instr(document.squeezed, outdated.old_name) > 0
),

placed as (
    select
        used.*,
        document.text,
        {{ first_match('document.text', spaced_pattern('used.short_name') ~ " || '(?:支\\s*出)?'") }} as found
    from used
    inner join document on used.document_id = document.document_id
),

final as (
    select
        rule.rule_id,
        placed.document_id,
        placed.code || '/' || placed.old_name as instance,
        'fail' as status,
        '' as reason,
        {{ squeeze('placed.found') }} as printed,
        placed.new_name as expected,
        cast(instr(placed.text, placed.found) - 1 as integer) as char_start,
        cast(instr(placed.text, placed.found) - 1 + length(placed.found) as integer) as char_end
    from placed
    inner join {{ ref('stg_rule') }} as rule on rule.shape = 'name'
)

select * from final
