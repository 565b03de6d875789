-- Forms of evaluation: money by source against its total, scores and weights against theirs, and no score above its weight.
with figure as (
    select * from {{ ref('int_figure') }}
    where table_id = 'T_OTHER' and area = 'performance'
),

-- A source of money that nobody knows may be a part, or a part of a part.
not_understood as (
    select distinct
        document_id,
        group_ordinal
    from {{ ref('stg_observation') }}
    where table_id = 'T_OTHER' and status = 'unmapped' and group_ordinal is not null
),

part as (
    select
        whole.document_id,
        whole.ordinal as whole_ordinal,
        whole.observation_id as whole_id,
        whole.concept as whole_concept,
        whole.member as whole_member,
        whole.amount as whole_amount,
        whole.half_unit as whole_half,
        whole.factor,
        whole.unit,
        part.ordinal,
        part.observation_id,
        part.concept,
        part.measure,
        part.decimals,
        part.amount,
        part.half_unit,
        part.subject_ordinal,
        case when part.is_approximate or whole.is_approximate then 1 else 0 end as is_approximate
    from figure as part
    inner join figure as whole on part.document_id = whole.document_id and part.group_ordinal = whole.ordinal
),

-- Levels of government are parts of the fiscal funds where these are told, and stand for them where they are not.
money as (
    select
        document_id,
        whole_ordinal,
        whole_id,
        whole_concept,
        whole_member,
        whole_amount,
        whole_half,
        factor,
        unit,
        count(case when concept = 'evaluated_fiscal_funds' then 1 end) as fiscal_parts,
        sum(is_approximate) as approximate,
        sum(amount) as amount,
        sum(case when concept <> 'evaluated_carried_over_funds' then amount else 0 end) as amount_without_opening,
        whole_half + sum(half_unit) as tolerance,
        {{ sorted_list('observation_id', 'true') }} as terms
    from (
        select
            *,
            count(case when concept = 'evaluated_fiscal_funds' then 1 end) over (partition by document_id, whole_ordinal) as fiscal
        from part
    ) as with_fiscal
    where
        concept in (
            'evaluated_fiscal_funds', 'evaluated_carried_over_funds', 'evaluated_other_funds',
            'project_full_year_budget', 'project_execution'
        )
        or (concept = 'evaluated_fiscal_funds_by_level' and fiscal = 0)
    group by document_id, whole_ordinal, whole_id, whole_concept, whole_member, whole_amount, whole_half, factor, unit
    having count(*) > 1
),

-- A total of points can be taken to be the sum of those listed only where the weights of what was scored are all there is.
points as (
    select
        part.document_id,
        part.whole_ordinal,
        part.whole_id,
        part.whole_concept,
        part.whole_member,
        part.whole_amount,
        part.whole_half,
        sum(part.amount) as amount,
        sum(weight.amount) as weights,
        max(full_score.amount) as full_score,
        max(full_score.ordinal) as full_ordinal,
        max(full_score.observation_id) as full_id,
        max(full_score.concept) as full_concept,
        count(*) as parts,
        count(weight.ordinal) as weighted,
        sum(part.is_approximate) as approximate,
        part.whole_half + sum(case when part.decimals > 0 then part.half_unit else 0 end) as tolerance,
        {{ sorted_list('part.observation_id', 'true') }} as terms,
        {{ sorted_list('weight.observation_id', 'weight.observation_id is not null') }} as weight_terms
    from part
    left join figure as weight on part.document_id = weight.document_id and part.subject_ordinal = weight.ordinal
    left join figure as whole on part.document_id = whole.document_id and part.whole_ordinal = whole.ordinal
    left join figure as full_score on whole.document_id = full_score.document_id and whole.subject_ordinal = full_score.ordinal
    where part.concept = 'performance_indicator_score'
    group by
        part.document_id, part.whole_ordinal, part.whole_id, part.whole_concept, part.whole_member, part.whole_amount, part.whole_half
),

-- Of each form, the score that lies highest above its weight. A weight that is a percentage or a ratio weighs scores out of a hundred.
scored as (
    select
        score.document_id,
        score.ordinal,
        score.observation_id,
        score.concept,
        score.member,
        score.amount,
        weight.amount as weight_amount,
        weight.observation_id as weight_id,
        row_number() over (
            partition by score.document_id, score.member, score.group_ordinal
            order by score.amount - weight.amount desc, score.ordinal
        ) as place
    from figure as score
    inner join figure as weight on score.document_id = weight.document_id and score.subject_ordinal = weight.ordinal
    where
        score.measure = 'score' and weight.measure = 'score' and not score.is_approximate and not weight.is_approximate
        and coalesce(weight.unit, '') <> '%' and weight.amount >= 1
),

answer as (
    select
        'parts' as relation,
        money.document_id,
        money.whole_ordinal as ordinal,
        case
            when money.fiscal_parts > 1 or money.approximate > 0 or not_understood.document_id is not null then 'insufficient_data'
            when money.amount = money.whole_amount then 'pass'
            when abs(money.amount - money.whole_amount) <= money.tolerance then 'rounding'
            when abs(money.amount_without_opening - money.whole_amount) <= money.tolerance then 'not_applicable'
            else 'fail'
        end as status,
        money.amount as left_amount,
        money.whole_amount as right_amount,
        money.tolerance,
        money.factor,
        money.unit,
        money.terms,
        money.whole_id as other_id,
        money.whole_concept as concept,
        money.whole_member as member
    from money
    left join not_understood on money.document_id = not_understood.document_id and money.whole_ordinal = not_understood.group_ordinal
    union all
    select
        'points' as relation,
        document_id,
        whole_ordinal as ordinal,
        case
            when weighted < parts or approximate > 0 or weights <> coalesce(full_score, 100) then 'insufficient_data'
            when amount = whole_amount then 'pass'
            when abs(amount - whole_amount) <= tolerance then 'rounding'
            else 'fail'
        end as status,
        amount as left_amount,
        whole_amount as right_amount,
        tolerance,
        1 as factor,
        '' as unit,
        terms,
        whole_id as other_id,
        whole_concept as concept,
        whole_member as member
    from points
    union all
    -- Scores that make up their total are all there are, and so are the weights beside them.
    select
        'weights' as relation,
        document_id,
        full_ordinal as ordinal,
        case
            when weighted < parts or approximate > 0 or abs(amount - whole_amount) > tolerance then 'insufficient_data'
            when weights = full_score then 'pass'
            else 'fail'
        end as status,
        weights as left_amount,
        full_score as right_amount,
        0 as tolerance,
        1 as factor,
        '' as unit,
        weight_terms as terms,
        full_id as other_id,
        full_concept as concept,
        whole_member as member
    from points
    where full_score is not null
    union all
    select
        'within' as relation,
        document_id,
        ordinal,
        case when amount <= weight_amount then 'pass' else 'fail' end as status,
        amount as left_amount,
        weight_amount as right_amount,
        0 as tolerance,
        1 as factor,
        '' as unit,
        {{ list_without_nulls(['observation_id']) }} as terms,
        weight_id as other_id,
        concept,
        member
    from scored
    where place = 1
),

final as (
    select
        rules.rule_id,
        answer.document_id,
        answer.concept || case when answer.member <> '' then '/' || answer.member else '' end || '#' || cast(answer.ordinal as string)
            as instance,
        answer.status,
        case answer.status
            when 'insufficient_data' then 'not all parts of the total are known'
            when 'not_applicable' then 'the funds carried over are part of another source'
            else ''
        end as reason,
        {{ in_printed_unit('answer.left_amount', 'answer.factor') }} as left_value,
        {{ in_printed_unit('answer.right_amount', 'answer.factor') }} as right_value,
        {{ in_printed_unit('answer.tolerance', 'answer.factor') }} as tolerance,
        answer.unit,
        {{ with_first('answer.other_id', 'answer.terms') }} as terms,
        answer.concept,
        '' as function_code,
        answer.member
    from answer
    inner join {{ ref('stg_rule') }} as rules on rules.shape = 'evaluation' and answer.relation = rules.relation
)

select * from final
