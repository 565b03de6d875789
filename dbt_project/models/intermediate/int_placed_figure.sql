{{ config(pre_hook="{{ all_cores() }}", post_hook="{{ cores_each() }}") }}

-- Figures with the place they stand in: a table of the nine or of those that some provinces add to them, or the text. A line is what one
-- column of a table tells, or the text of one subject; its code is the class told of, and empty where the whole is. What a rule over places
-- cannot speak of has no place.
with placed as (
    select
        *,
        case
            when is_approximate then ''
            when origin = 'text' then case when member = '' then 'text' else '' end
            when table_id <> 'T_OTHER' then table_id
            else ''
        end as place,
        case concept
            when 'expenditure_by_function' then 'current_year_expenditure_total'
            when 'general_public_budget_expenditure_by_economic' then 'general_public_budget_basic_expenditure'
            when 'fiscal_appropriation_basic_expenditure_by_economic' then 'fiscal_appropriation_basic_expenditure'
            when 'agency_operating_expenditure_by_economic' then 'agency_operating_expenditure'
            else replace(concept, '_by_function', '')
        end as line,
        function_code || economic_code as code
    from {{ ref('int_figure') }}
),

-- What a table tells twice, and differently, is read wrongly, or stands in two tables of the same kind.
twice as (
    select
        document_id,
        table_set,
        place,
        line,
        measure,
        basis,
        code,
        min(amount) <> max(amount) as is_ambiguous
    from placed
    where origin = 'table' and place <> ''
    group by document_id, table_set, place, line, measure, basis, code
    having count(*) > 1
),

-- What the tables of several bodies tell differently: none of them is known to be what something outside its set speaks of.
apart as (
    select
        document_id,
        place,
        line,
        measure,
        basis,
        code
    from placed
    where origin = 'table' and place <> ''
    group by document_id, place, line, measure, basis, code
    having min(table_set) <> max(table_set) and min(amount) <> max(amount)
),

repeated as (
    select
        document_id,
        table_set,
        place,
        column_key,
        line,
        measure,
        basis,
        code
    from placed
    where origin = 'table' and place <> ''
    group by document_id, table_set, place, column_key, line, measure, basis, code
    having count(*) > 1
),

final as (
    select
        placed.*,
        repeated.document_id is not null as is_repeated,
        coalesce(twice.is_ambiguous, false) as is_ambiguous_in_set,
        coalesce(twice.is_ambiguous, false) or apart.document_id is not null as is_ambiguous
    from placed
    left join twice
        on
            placed.document_id = twice.document_id
            and placed.table_set = twice.table_set
            and placed.place = twice.place
            and placed.line = twice.line
            and placed.measure = twice.measure
            and placed.basis = twice.basis
            and placed.code = twice.code
    left join apart
        on
            placed.document_id = apart.document_id
            and placed.place = apart.place
            and placed.line = apart.line
            and placed.measure = apart.measure
            and placed.basis = apart.basis
            and placed.code = apart.code
    left join repeated
        on
            placed.document_id = repeated.document_id
            and placed.table_set = repeated.table_set
            and placed.place = repeated.place
            and placed.column_key = repeated.column_key
            and placed.line = repeated.line
            and placed.measure = repeated.measure
            and placed.basis = repeated.basis
            and placed.code = repeated.code
)

select * from final
