{{ config(materialized='view') }}
-- For every printed share, the amount that it is of: the one that it names, else the total of its list.
with figure as (
    select * from {{ ref('int_placed_figure') }}
    where origin = 'text' and measure <> 'count' and not is_approximate
),

-- What the text lists under a total is a share of it also where the share names no base: the total that the parts of a rule add up to.
whole_of as (
    select
        part.concept,
        coalesce(min(case when absent.rule_id is null then whole.concept end), min(whole.concept)) as whole_concept
    from {{ ref('stg_rule_term') }} as part
    inner join {{ ref('stg_rule_term') }} as whole on part.rule_id = whole.rule_id and part.measure = whole.measure
    -- What parts add up to where another form is absent says less of them than what they always add up to.
    left join {{ ref('stg_rule_term') }} as absent on part.rule_id = absent.rule_id and absent.role = 'absent'
    where
        part.shape = 'linear' and part.relation = '=' and part.scope = 'listing' and part.measure = 'final'
        and part.role = 'part' and whole.role = 'whole' and part.concept <> '' and whole.concept <> ''
    group by part.concept
    having
        count(distinct case when absent.rule_id is null then whole.concept end) = 1
        or (count(distinct whole.concept) = 1 and count(case when absent.rule_id is null then 1 end) = 0)
),

total as (
    select
        figure.document_id,
        figure.ordinal,
        max(whole.ordinal) as ordinal_of_total
    from figure
    inner join whole_of on figure.concept = whole_of.concept
    inner join figure as whole
        on
            figure.document_id = whole.document_id
            and figure.chapter_id = whole.chapter_id
            and whole_of.whole_concept = whole.concept
            and whole.measure = 'final'
            and whole.function_code = ''
            and whole.member = ''
            and figure.ordinal > whole.ordinal
    where figure.measure = 'share_pct' and figure.base_concept = ''
    group by figure.document_id, figure.ordinal
),

-- 基本支出 12 万元，其中：…；项目支出 8 万元，占 40%: what stands beside the head of a list, as a part of the same total, is no share of it.
beside as (
    select distinct
        part.concept,
        head.concept as head_concept
    from {{ ref('stg_rule_term') }} as part
    inner join {{ ref('stg_rule_term') }} as head
        on
            part.rule_id = head.rule_id and part.measure = head.measure and part.role = head.role
            and part.concept <> head.concept
    -- A rule of the funds themselves holds where 财政拨款收入 is absent: they are no siblings of it.
    left join {{ ref('stg_rule_term') }} as absent
        on part.rule_id = absent.rule_id and absent.role = 'absent' and absent.concept in (part.concept, head.concept)
    where
        part.shape = 'linear' and part.relation = '=' and part.scope = 'listing' and part.measure = 'final' and part.role = 'part'
        and part.concept <> '' and head.concept <> '' and absent.rule_id is null
),

-- A share that names no base may be of what its list is a part of in turn: 授予小微企业合同金额, listed under that to 中小企业, of all procurement,
-- and 授予中小企业合同金额, listed under 服务.
around_list as (
    select
        share.document_id,
        share.ordinal,
        coalesce(max(whole.ordinal), max(head.group_ordinal)) as outer_ordinal
    from figure as share
    left join figure as subject on share.document_id = subject.document_id and share.subject_ordinal = subject.ordinal
    inner join figure as head
        on share.document_id = head.document_id and coalesce(subject.group_ordinal, share.group_ordinal) = head.ordinal
    left join {{ ref('stg_rule_term') }} as part
        on
            head.concept = part.concept and part.shape = 'linear' and part.relation in ('<=', '=') and part.role = 'part'
            and part.measure = 'final'
    left join {{ ref('stg_rule_term') }} as term
        on part.rule_id = term.rule_id and term.role = 'whole' and term.measure = 'final'
    left join figure as whole
        on
            share.document_id = whole.document_id and share.chapter_id = whole.chapter_id and term.concept = whole.concept
            and whole.measure = 'final' and share.ordinal > whole.ordinal
    where share.measure = 'share_pct' and share.base_concept = ''
    group by share.document_id, share.ordinal
),

-- The base that a share names, at its latest mention before the share, else at its first after it. 总收入 and 总支出 are said of the
-- year's own revenue and expenditure too: there the total that was told last is meant, or else 收、支总计 itself, whichever gives the share.
named as (
    select
        document_id,
        ordinal,
        is_rate,
        max(case when not is_rate then ordinal end) over (
            partition by document_id, concept order by ordinal rows between unbounded preceding and 1 preceding
        ) as earlier_base,
        min(case when not is_rate then ordinal end) over (
            partition by document_id, concept order by ordinal rows between 1 following and unbounded following
        ) as later_base,
        max(case when is_whole then ordinal end) over (
            partition by document_id, concept order by ordinal rows between unbounded preceding and 1 preceding
        ) as earlier_whole
    from (
        select
            document_id,
            ordinal,
            base_concept as concept,
            true as is_rate,
            false as is_whole
        from figure
        where measure = 'share_pct' and base_concept <> ''
        union all
        select
            document_id,
            ordinal,
            concept,
            false as is_rate,
            concept in ('revenue_total', 'expenditure_total') as is_whole
        from figure
        where measure = 'final' and function_code = '' and member = ''
        union all
        select
            document_id,
            ordinal,
            case concept when 'current_year_revenue_total' then 'revenue_total' else 'expenditure_total' end as concept,
            false as is_rate,
            false as is_whole
        from figure
        where measure = 'final' and concept in ('current_year_revenue_total', 'current_year_expenditure_total')
        union all
        select
            figure.document_id,
            figure.ordinal,
            side.concept,
            false as is_rate,
            true as is_whole
        from figure
        cross join (values ('revenue_total'), ('expenditure_total')) as side (concept)
        where figure.measure = 'final' and figure.concept = 'total_revenue_and_expenditure'
    ) as mention
),

final as (
    select
        share.document_id,
        share.ordinal,
        case
            when share.base_concept <> '' then coalesce(named.earlier_base, named.later_base)
            else
                coalesce(
                    case when beside.concept is null then coalesce(subject.group_ordinal, share.group_ordinal) end,
                    total.ordinal_of_total
                )
        end as base_ordinal,
        coalesce(named.earlier_whole, around_list.outer_ordinal) as outer_base_ordinal
    from figure as share
    left join named on share.document_id = named.document_id and share.ordinal = named.ordinal and named.is_rate
    left join total on share.document_id = total.document_id and share.ordinal = total.ordinal
    left join around_list on share.document_id = around_list.document_id and share.ordinal = around_list.ordinal
    left join figure as subject on share.document_id = subject.document_id and share.subject_ordinal = subject.ordinal
    left join figure as head
        on share.document_id = head.document_id and coalesce(subject.group_ordinal, share.group_ordinal) = head.ordinal
    left join beside on share.concept = beside.concept and head.concept = beside.head_concept
    where share.measure = 'share_pct'
)

select * from final
