-- Names of groups and items against the year's own list: an item stands under its own group, and bears the name of the code that its
-- amount has in the table. What the list does not know is not wrong.
with document as (
    select
        document.document_id,
        document.fiscal_year,
        document_text.text,
        {{ squeeze('document_text.text') }} as squeezed
    from {{ ref('stg_document') }} as document
    inner join {{ ref('stg_text') }} as document_text on document.document_id = document_text.document_id
),

class_name as (
    select * from {{ ref('int_class_name') }}
),

chain as (
    select distinct
        document_id,
        fiscal_year,
        {{ each_of(all_matches('squeezed', "'[\\p{Han}（）、]+?（类）[\\p{Han}（）、]+?（款）[\\p{Han}（）、]+?（项）'")) }} as words
    from document
),

named as (
    select
        document_id,
        fiscal_year,
        {{ between_matches('words', "'（[类款项]）'") }} as names
    from chain
),

-- The same words open the chains of many documents.
opening as (
    select distinct
        fiscal_year,
        {{ item_at('names', 1) }} as words,
        {{ bare_class_name(item_at('names', 1)) }} as bare_words
    from named
),

-- The class is the longest name that the words end with.
opening_class as (
    select
        opening.fiscal_year,
        opening.words,
        max_by(class_name.code, length(class_name.bare_name)) as class_code
    from opening
    inner join class_name
        on
            opening.fiscal_year = class_name.fiscal_year
            and class_name.level = 1
            and class_name.is_in_force
            and right(opening.bare_words, length(class_name.bare_name)) = class_name.bare_name
    group by opening.fiscal_year, opening.words
),

classed as (
    select
        named.document_id,
        named.fiscal_year,
        named.names,
        opening_class.class_code
    from named
    inner join opening_class
        on named.fiscal_year = opening_class.fiscal_year and {{ item_at('named.names', 1) }} = opening_class.words
),

present as (
    select distinct
        document_id,
        function_code as code
    from {{ ref('int_cell') }}
    where origin = 'table' and length(function_code) = 7
),

-- A group that no code of the class was ever called, before an item that one group of the class has, or one of those in the tables.
misplaced as (
    select
        classed.document_id,
        {{ item_at('classed.names', 2) }} as printed,
        '（款）' as marker,
        coalesce(min(case when present.code is not null then home.name end), min(home.name)) as expected
    from classed
    inner join class_name as item
        on
            classed.fiscal_year = item.fiscal_year
            and item.level = 3
            and item.is_in_force
            and classed.class_code = left(item.code, 3)
            and {{ bare_class_name(item_at('classed.names', 3)) }} = item.bare_name
    inner join class_name as home
        on
            item.fiscal_year = home.fiscal_year
            and item.budget_type = home.budget_type
            and home.is_in_force
            and left(item.code, 5) = home.code
    left join present on classed.document_id = present.document_id and item.code = present.code
    left join class_name as known
        on
            classed.fiscal_year = known.fiscal_year
            and known.level = 2
            and classed.class_code = left(known.code, 3)
            and {{ bare_class_name(item_at('classed.names', 2)) }} = known.bare_name
    where known.code is null
    group by classed.document_id, classed.names
    having
        count(distinct home.code) = 1
        or count(distinct case when present.code is not null then home.code end) = 1
),

-- An item that its group does not have, whose amount is that of one code in the table, where that code has another name.
told as (
    select
        document_id,
        member,
        function_code,
        amount,
        replace(concept, '_by_function', '') as line
    from {{ ref('int_placed_figure') }}
    where origin = 'text' and measure = 'final' and length(function_code) = 5 and amount > 0
        and {{ matches('member', "'^[\\p{Han}（）、]+$'") }}
),

misnamed as (
    select
        told.document_id,
        told.member as printed,
        '（项）' as marker,
        min(item.name) as expected
    from told
    inner join document on told.document_id = document.document_id
    inner join {{ ref('int_cell') }} as cell
        on
            told.document_id = cell.document_id
            and told.line = cell.line
            and cell.origin = 'table'
            and length(cell.function_code) = 7
            and told.function_code = left(cell.function_code, 5)
            and told.amount = cell.amount
    inner join {{ ref('stg_observation') }} as row_of on cell.observation_id = row_of.observation_id
    inner join class_name as item
        on document.fiscal_year = item.fiscal_year and item.is_in_force and cell.function_code = item.code
    group by told.document_id, told.member
    having
        count(distinct cell.function_code) = 1
        and max(instr({{ squeeze('row_of.quote') }}, {{ bare_class_name('told.member') }})) = 0
),

wrong as (
    select * from misplaced
    union
    select * from misnamed
),

placed as (
    select
        wrong.*,
        document.text,
        {{ first_match('document.text', spaced_pattern('wrong.printed || wrong.marker')) }} as found
    from wrong
    inner join document on wrong.document_id = document.document_id
),

final as (
    select
        rules.rule_id,
        placed.document_id,
        placed.printed || placed.marker || '/' || placed.expected as instance,
        'fail' as status,
        '' as reason,
        placed.printed || placed.marker as printed,
        placed.expected || placed.marker as expected,
        cast(instr(placed.text, placed.found) - 1 as integer) as char_start,
        cast(instr(placed.text, placed.found) - 1 + length(placed.found) as integer) as char_end
    from placed
    inner join {{ ref('stg_rule') }} as rules on rules.shape = 'item_name'
)

select * from final
