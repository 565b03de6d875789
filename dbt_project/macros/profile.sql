{#- The amounts of a department's profile: column, concept, measure. -#}
{% macro profile_amounts() -%}
    {{ return([
        ('revenue', 'current_year_revenue_total', 'final'),
        ('fiscal_revenue', 'fiscal_appropriation_revenue', 'final'),
        ('expenditure', 'current_year_expenditure_total', 'final'),
        ('basic', 'basic_expenditure', 'final'),
        ('project', 'project_expenditure', 'final'),
        ('general_budget_expenditure', 'general_public_budget_expenditure', 'final'),
        ('personnel', 'personnel_expenditure', 'final'),
        ('public_operating', 'public_operating_expenditure', 'final'),
        ('three_public', 'three_public_expenditure', 'final'),
        ('three_public_budget', 'three_public_expenditure', 'budget'),
        ('agency_operating', 'agency_operating_expenditure', 'final'),
        ('procurement', 'government_procurement_total', 'final'),
        ('sme_contracts', 'procurement_contracts_to_sme', 'final'),
    ]) }}
{%- endmacro %}
