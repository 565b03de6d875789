-- Codes printed in the tables against the list: of the right budget, known for the year, and under the year's name. What the list does not
-- know is not wrong. One answer for a table whose codes are all right, else one for each code that is not.
with printed as (
    select
        observation.document_id,
        observation.table_id,
        observation.function_code as code,
        document.fiscal_year,
        min(observation.observation_id) as observation_id,
        min({{ squeeze('observation.quote') }}) as quote
    from {{ ref('stg_observation') }} as observation
    inner join {{ ref('stg_document') }} as document on observation.document_id = document.document_id
    where
        observation.table_id in ('T_REV', 'T_EXP', 'T_FISC_EXP', 'T_GPB_EXP', 'T_FUND', 'T_SOE')
        and observation.row_key = observation.function_code
    group by observation.document_id, observation.table_id, observation.function_code, document.fiscal_year
),

listed as (
    select
        fiscal_year,
        code,
        bool_or(is_in_force) as is_in_force,
        bool_or(budget_type = 'general') as is_general,
        bool_or(budget_type = 'government_fund') as is_fund,
        bool_or(budget_type = 'state_capital') as is_capital,
        max(case when is_in_force then name end) as name,
        {{ sorted_list('distinct bare_name', 'is_in_force') }} as bare_names
    from {{ ref('int_class_name') }}
    group by fiscal_year, code
),

-- Rows whose words are none of the names of their code.
misnamed as (
    select
        printed.document_id,
        printed.table_id,
        printed.code,
        printed.fiscal_year,
        substr(printed.quote, instr(printed.quote, printed.code) + length(printed.code)) as words
    from printed
    inner join listed on printed.fiscal_year = listed.fiscal_year and printed.code = listed.code
    where
        listed.is_in_force
        and instr(printed.quote, printed.code) > 0
        and {{ list_has_none('listed.bare_names', 'printed.quote') }}
),

-- Of these, the ones that bear the name of another code of the year, whole.
of_another as (
    select distinct
        misnamed.document_id,
        misnamed.table_id,
        misnamed.code,
        true as is_of_another
    from misnamed
    inner join {{ ref('int_class_name') }} as other
        on
            misnamed.fiscal_year = other.fiscal_year
            and length(misnamed.code) = length(other.code)
            and other.is_in_force
            and misnamed.code <> other.code
            and other.bare_name <> ''
            and instr(misnamed.words, other.bare_name) = 1
    where {{ matches("substr(misnamed.words, length(other.bare_name) + 1)", "'^(?:支出)?(?:[-0-9]|$)'") }}
),

judged as (
    select
        rules.rule_id,
        rules.relation,
        printed.*,
        listed.name,
        case rules.relation
            when 'fund_code' then printed.table_id = 'T_FUND'
            when 'capital_code' then printed.table_id = 'T_SOE'
            when 'general_code' then printed.table_id = 'T_GPB_EXP'
            else true
        end as applies,
        case rules.relation
            when 'fund_code' then listed.is_general and not listed.is_fund
            when 'capital_code' then (listed.is_general or listed.is_fund) and not listed.is_capital
            when 'general_code' then not listed.is_general
            when 'code_year' then not listed.is_in_force
            when 'code_of_another' then of_another.is_of_another
            else misnamed.code is not null and of_another.code is null
        end as is_wrong
    from printed
    cross join {{ ref('stg_rule') }} as rules
    left join listed on printed.fiscal_year = listed.fiscal_year and printed.code = listed.code
    left join misnamed
        on printed.document_id = misnamed.document_id and printed.table_id = misnamed.table_id and printed.code = misnamed.code
    left join of_another
        on printed.document_id = of_another.document_id and printed.table_id = of_another.table_id and printed.code = of_another.code
    where rules.shape = 'code'
),

answer as (
    select
        rule_id,
        document_id,
        table_id || '/' || code as instance,
        'fail' as status,
        code as printed,
        coalesce(name, '') as expected,
        observation_id
    from judged
    where applies and coalesce(is_wrong, false)
    union all
    select
        rule_id,
        document_id,
        table_id as instance,
        'pass' as status,
        '' as printed,
        '' as expected,
        null as observation_id
    from judged
    where applies
    group by rule_id, document_id, table_id
    having not bool_or(coalesce(is_wrong, false))
),

final as (
    select
        rule_id,
        document_id,
        instance,
        status,
        '' as reason,
        {{ list_without_nulls(['observation_id']) }} as terms,
        printed as function_code,
        printed,
        expected
    from answer
)

select * from final
