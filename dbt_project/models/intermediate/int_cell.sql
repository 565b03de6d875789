-- Figures by the place they stand in: a table of the nine, or the text. A line is what one column of a table tells, or the text of one
-- subject; its code is the class told of, and empty where the whole is.
with placed as (
    select
        *,
        case origin when 'text' then 'text' else table_id end as place,
        case concept
            when 'expenditure_by_function' then 'current_year_expenditure_total'
            when 'general_public_budget_expenditure_by_economic' then 'general_public_budget_basic_expenditure'
            else replace(concept, '_by_function', '')
        end as line,
        function_code || economic_code as code
    from {{ ref('int_figure') }}
    where
        not is_approximate
        and case origin when 'text' then member = '' else table_id not in ('', 'T_OTHER') end
),

-- What a table tells twice, and differently, is read wrongly, or stands in two tables of the same kind.
final as (
    select
        *,
        count(*) over (
            partition by document_id, place, column_key, line, measure, basis, code
        ) > 1 as is_repeated,
        origin = 'table' and min(amount) over same_figure <> max(amount) over same_figure as is_ambiguous
    from placed
    window same_figure as (partition by document_id, place, line, measure, basis, code)
)

select * from final
