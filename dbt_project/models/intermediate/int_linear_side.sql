{{ config(materialized='view') }}

-- The two sides of every linear rule: what its parts add up to, and the whole, with the difference that rounding explains.
with part as (
    select * from {{ ref('int_linear_part') }}
),

figure as (
    select * from {{ ref('int_placed_figure') }}
),

need as (
    select
        rule_id,
        count(distinct term) as terms_required
    from {{ ref('stg_rule_term') }}
    where role = 'part' and presence = 'required'
    group by rule_id
),

rule as (
    select
        stg_rule.*,
        coalesce(need.terms_required, 0) as terms_required
    from {{ ref('stg_rule') }} as stg_rule
    left join need on stg_rule.rule_id = need.rule_id
    where stg_rule.shape = 'linear'
),

side as (
    select
        part.rule_id,
        part.document_id,
        part.whole_ordinal,
        part.instance_number,
        count(case when part.role = 'part' then 1 end) as parts,
        count(case when part.role = 'companion' then 1 end) as companions,
        count(case when part.role = 'absent' then 1 end) as excluding,
        count(case when part.role = 'clouding' then 1 end) as clouding,
        count(case when figure.is_approximate then 1 end) as approximate,
        count(distinct case when part.role = 'part' and part.presence = 'required' then part.term end) as terms_found,
        coalesce(sum(case when part.role = 'part' then part.sign * figure.amount end), 0) as parts_amount,
        coalesce(sum(case when part.role = 'part' and figure.amount <> 0 then figure.half_unit end), 0) as parts_half,
        max(case when part.role = 'part' then figure.half_unit end) as widest_half,
        max(case when part.role = 'part' then figure.amount end) as largest_part,
        max(case when part.role = 'part' then figure.char_end end) as parts_end,
        max(case when part.role = 'part' then part.ordinal end) as last_ordinal,
        {{ sorted_list('figure.observation_id', "part.role in ('whole', 'part')") }} as terms
    from part
    inner join figure on part.document_id = figure.document_id and part.ordinal = figure.ordinal
    group by part.rule_id, part.document_id, part.whole_ordinal, part.instance_number
),

-- How many there are, where the document says so: a list that names fewer is a selection.
claimed as (
    select distinct
        rule.rule_id,
        figure.document_id,
        figure.value as claimed
    from rule
    inner join figure on instr('|' || rule.count_concepts || '|', '|' || figure.concept || '|') > 0 and figure.measure = 'count'
    where rule.count_concepts <> ''
),

final as (
    select
        side.*,
        rule.relation,
        rule.scope,
        rule.open_words,
        rule.terms_required,
        rule.min_parts,
        whole.concept,
        whole.function_code,
        whole.member,
        whole.measure,
        whole.basis,
        case rule.relation when 'shares' then '%' else whole.unit end as unit,
        case rule.relation when 'shares' then 1 else whole.factor end as factor,
        whole.char_end as whole_end,
        rule.count_concepts <> '' and claimed.claimed is null as is_selection,
        rule.relation = 'shares' and side.companions <> side.parts as is_incomplete,
        case rule.relation when 'count' then side.parts else side.parts_amount end as left_amount,
        case rule.relation when 'shares' then 100 else whole.amount end as right_amount,
        case rule.relation
            when 'shares' then side.parts_half + side.widest_half
            when 'count' then 0
            else side.parts_half + whole.half_unit
        end as tolerance
    from side
    inner join rule on side.rule_id = rule.rule_id
    inner join figure as whole on side.document_id = whole.document_id and side.whole_ordinal = whole.ordinal
    left join claimed
        on side.rule_id = claimed.rule_id and side.document_id = claimed.document_id and side.parts = claimed.claimed
    where rule.scope = 'document' or side.parts > 0
)

select * from final
