-- Exact row accounting from facts to marts: each fact that a mart is about is a row of it, and no other row is there.
with due as (
    select 'mart_budget_execution' as mart, concat_ws('/', document_id, concept, function_code, member) as row_id
    from marts.fct_spending
    where
        coalesce(initial_budget_cny, adjusted_budget_cny, full_year_budget_cny, unstated_budget_cny, completion_pct_printed) is not null
    union all
    select
        'mart_budget_execution',
        concat_ws(
            '/', document_id,
            case subject_kind
                when 'project' then 'project_execution' when 'all_projects' then 'project_execution_total' else 'whole_unit_execution_total'
            end,
            '', subject
        )
    from marts.fct_performance
    where coalesce(budget_cny, completion_pct_printed) is not null
    union all
    select 'mart_structure', concat_ws('/', document_id, concept, fund, '', '')
    from marts.fct_funding
    where final_cny is not null and not contains(concept, 'total')
    union all
    select 'mart_structure', concat_ws('/', document_id, concept, fund, function_code, member)
    from marts.fct_spending
    where final_cny is not null and breakdown in ('fund', 'basic_project', 'basic_parts', 'function')
    union all
    select 'mart_three_public_league', concat_ws('/', document_id, concept)
    from marts.fct_spending
    where breakdown = 'three_public' and member = ''
    union all
    select 'mart_year_on_year', concat_ws('/', document_id, concept, fund, '', '')
    from marts.fct_funding
    where final_cny is not null and change_cny is not null
    union all
    select 'mart_year_on_year', concat_ws('/', document_id, concept, fund, function_code, member)
    from marts.fct_spending
    where final_cny is not null and change_cny is not null and economic_code = ''
),

told as (
    select 'mart_budget_execution' as mart, line_id as row_id from marts.mart_budget_execution
    union all
    select 'mart_structure', line_id from marts.mart_structure
    union all
    select 'mart_three_public_league', item_id from marts.mart_three_public_league
    union all
    select 'mart_year_on_year', line_id from marts.mart_year_on_year where change_cny is not null
)

select 'lost' as what, * from (from due except all from told)
union all
select 'invented', * from (from told except all from due)
