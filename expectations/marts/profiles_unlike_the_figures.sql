-- The main figures of a document are figures that it prints, and none that it prints is left out.
with figure_of (name, concept, measure) as (
    values
    ('revenue_cny', 'current_year_revenue_total', 'final'),
    ('fiscal_revenue_cny', 'fiscal_appropriation_revenue', 'final'),
    ('expenditure_cny', 'current_year_expenditure_total', 'final'),
    ('basic_cny', 'basic_expenditure', 'final'),
    ('project_cny', 'project_expenditure', 'final'),
    ('general_budget_expenditure_cny', 'general_public_budget_expenditure', 'final'),
    ('personnel_cny', 'personnel_expenditure', 'final'),
    ('public_operating_cny', 'public_operating_expenditure', 'final'),
    ('three_public_cny', 'three_public_expenditure', 'final'),
    ('three_public_budget_cny', 'three_public_expenditure', 'budget'),
    ('agency_operating_cny', 'agency_operating_expenditure', 'final'),
    ('procurement_cny', 'government_procurement_total', 'final'),
    ('sme_contracts_cny', 'procurement_contracts_to_sme', 'final'),
    ('staff', 'staff_in_post_actual', 'count'),
    ('retired', 'retired_staff', 'count'),
    ('vehicles', 'vehicles_total', 'count')
),

told as (
    unpivot (
        select
            document_id, revenue_cny, fiscal_revenue_cny, expenditure_cny, basic_cny, project_cny, general_budget_expenditure_cny,
            personnel_cny, public_operating_cny, three_public_cny, three_public_budget_cny, agency_operating_cny, procurement_cny,
            sme_contracts_cny, staff, retired, vehicles
        from marts.mart_department_profile
    ) on columns(* exclude (document_id)) into name name value amount
),

printed as (
    select distinct
        observation.document_id,
        figure_of.name,
        coalesce(observation.value_cny, observation.value) as amount
    from marts.fct_observation as observation
    inner join figure_of on observation.concept = figure_of.concept and observation.measure = figure_of.measure
    where
        observation.status = 'mapped'
        and observation.member = ''
        and observation.function_code = ''
        and observation.versus = ''
        and coalesce(observation.value_cny, observation.value) is not null
)

select 'printed nowhere' as what, document_id, name, amount from (select document_id, name, amount from told except from printed)
union all
select 'left out', document_id, name, null
from (select document_id, name from printed except select document_id, name from told)
