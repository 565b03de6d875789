-- Rules about printed percentages: does the rate follow from its amounts, is its base the one it names, is there a base at all.
with measured as (
    select
        *,
        recomputed as expected,
        -- 增加 -2.69 万元，增长 -13.38% says in both that it fell.
        case
            when value < 0 and (direction = 'decrease') <> (numerator_amount < 0) then -value
            else value
        end as magnitude,
        {{ exact_ratio('greatest(abs(numerator_amount) - numerator_half, 0)', '(base_amount + base_half)', 6) }} as lowest,
        case
            when base_amount > base_half
                then {{ exact_ratio('(abs(numerator_amount) + numerator_half)', '(base_amount - base_half)', 6) }}
        end as highest,
        {{ unit_of_last_digit('decimals') }} as last_digit
    from {{ ref('int_rate') }}
),

-- Cut off instead of rounded is told apart from wrong: it stays below by one unit of the last digit at most.
rate as (
    select
        *,
        magnitude - expected as difference,
        greatest(
            case when magnitude < expected then last_digit else 0 end,
            case when magnitude > expected then highest - expected else expected - lowest end + last_digit * 0.5
        ) as tolerance
    from measured
),

rule_rate as (
    {% for key in ['concept', 'area'] -%}
        select
            term.rule_id,
            term.relation,
            rate.*,
            row_number() over (partition by term.rule_id, rate.document_id order by rate.ordinal) as instance_number,
            -- 减少 0.10 万元，增长 2.00% contradicts itself in one sentence, whatever there was before.
            rate.numerator_amount is null
            or (rate.base_amount is null and (term.relation <> 'direction' or not rate.is_of_one_sentence)) as is_incomplete
        from {{ ref('stg_rule_term') }} as term
        inner join rate on term.{{ key }} = rate.{{ key }} and term.measure = rate.measure
        where
            term.shape = 'rate'
            {% if key == 'area' %}and term.concept = ''{% endif %}
            and (term.versus = '' or term.versus = rate.versus)
            and (term.applies_to = 'tables') = (rate.origin = 'table')
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

final as (
    select
        rule_id,
        document_id,
        concept || '/' || measure
        || case when versus <> '' then '/' || versus else '' end
        || case when function_code <> '' then '/' || function_code else '' end
        || case when member <> '' then '/' || member else '' end
        || '#' || cast(instance_number as string) as instance,
        case
            -- A part is no more than its whole, printed or not.
            when relation = 'within' then case when is_incomplete and value > 100 then 'fail' else 'pass' end
            when is_incomplete then 'insufficient_data'
            when relation = 'zero_base' then case when base_amount = 0 and numerator_amount <> 0 then 'fail' else 'pass' end
            when relation = 'zero_over_zero' then case when base_amount = 0 and numerator_amount = 0 then 'fail' else 'pass' end
            when relation = 'base_word'
                then
                    case
                        when basis = '' or base_basis = '' then 'not_applicable'
                        when basis = base_basis then 'pass'
                        when base_amount > 0 and abs(difference) <= tolerance then 'fail'
                        else 'not_applicable'
                    end
            when relation = 'direction'
                then
                    case when direction = numerator_direction or value = 0 or numerator_amount = 0 then 'pass' else 'fail' end
            when base_amount <= 0 then 'not_applicable'
            when difference = 0 then 'pass'
            when abs(difference) <= tolerance or (highest is null and difference > 0) then 'rounding'
            else 'fail'
        end as status,
        case
            when relation <> 'within' and is_incomplete then 'an amount that the rate is made of is not printed'
            when relation = 'base_word' and (basis = '' or base_basis = '') then 'no base is named or printed'
            when relation = 'base_word' and basis <> base_basis and not (base_amount > 0 and abs(difference) <= tolerance)
                then 'no printed base gives the rate'
            when relation = 'ratio' and base_amount <= 0 then 'there is no base above zero'
            else ''
        end as reason,
        value as left_value,
        case when relation = 'within' then 100 when magnitude = value then expected else -expected end as right_value,
        case when relation <> 'within' and base_amount > 0 then cast(tolerance as decimal(24, 6)) end as tolerance,
        unit,
        basis,
        case when measure = 'change_pct' and coalesce(base_basis, '') = '' then versus else base_basis end as base_basis,
        {{ list_without_nulls(['base_id', 'numerator_id', 'budget_change_id', 'observation_id']) }} as terms,
        concept,
        function_code,
        member
    from rule_rate
)

select * from final
