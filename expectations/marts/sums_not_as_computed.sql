-- What marts compute follows from the amounts beside it; nothing is divided, so that it is compared exactly.
with pair as (
    select 'mart_budget_execution.unspent_cny' as amount_name, line_id as row_id, unspent_cny as told, budget_cny - final_cny as computed
    from marts.mart_budget_execution
    union all
    select 'mart_budget_execution.exceeds_budget', line_id, exceeds_budget::integer, (final_cny > budget_cny)::integer from marts.mart_budget_execution
    union all
    select
        'mart_three_public_league.prior_year_cny', league.item_id, league.prior_year_cny,
        coalesce(spending.prior_year_cny, league.final_cny - league.change_cny)
    from marts.mart_three_public_league as league
    left join marts.fct_spending as spending
        on league.document_id = spending.document_id and league.concept = spending.concept and spending.breakdown = 'three_public' and spending.member = ''
    union all
    select 'mart_year_on_year.implied_prior_cny', line_id, implied_prior_cny, final_cny - change_cny from marts.mart_year_on_year
),

ratio as (
    select 'mart_budget_execution.completion_pct' as amount_name, line_id as row_id, completion_pct as told, 100 as scale, final_cny as part, budget_cny as whole
    from marts.mart_budget_execution
    union all
    select 'mart_structure.share_pct', line_id, share_pct, 100, final_cny, total_cny from marts.mart_structure
    union all
    select 'mart_three_public_league.completion_pct', item_id, completion_pct, 100, final_cny, budget_cny from marts.mart_three_public_league
    union all
    select 'mart_department_profile.fiscal_dependency_pct', document_id, fiscal_dependency_pct, 100, fiscal_revenue_cny, revenue_cny
    from marts.mart_department_profile
    union all
    select 'mart_department_profile.sme_share_pct', document_id, sme_share_pct, 100, sme_contracts_cny, procurement_cny
    from marts.mart_department_profile
    union all
    select 'mart_department_profile.personnel_per_head_cny', document_id, personnel_per_head_cny, 1, personnel_cny, staff
    from marts.mart_department_profile
)

select amount_name, row_id, told, computed
from pair
where told is distinct from computed
union all
select amount_name, row_id, told, part
from ratio
where
    (told is null) is distinct from (part is null or coalesce(whole, 0) = 0)
    or abs(told * whole - scale * part) > abs(whole) * 0.005
