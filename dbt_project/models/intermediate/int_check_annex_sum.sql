-- Annexed tables in themselves: what a column or a row sums up is the sum of what it lists, as 车辆数合计 that of the kinds of vehicles.
with term as (
    select
        rule_id,
        role,
        presence,
        concept,
        measure,
        members
    from {{ ref('stg_rule_term') }}
    where shape = 'annex_sum'
),

figure as (
    select
        term.rule_id,
        term.role,
        term.presence,
        figure.document_id,
        figure.table_set,
        figure.row_key,
        figure.column_key,
        figure.concept,
        figure.measure,
        figure.basis,
        figure.member,
        figure.ordinal,
        figure.observation_id,
        figure.amount,
        figure.half_unit,
        figure.factor,
        figure.unit,
        -- A kind that the rule does not name may be a part of another.
        term.members <> '' and instr('|' || term.members || '|', '|' || figure.member || '|') = 0 as is_unknown
    from {{ ref('int_placed_figure') }} as figure
    inner join term on figure.concept = term.concept and figure.measure = term.measure
    where
        figure.table_id = 'T_OTHER' and figure.versus = '' and not figure.is_approximate
        and (term.members <> '' or figure.member = '')
),

whole as (
    select
        *,
        count(*) over (partition by rule_id, document_id, table_set, column_key, measure, basis) > 1 as is_repeated
    from figure
    where role = 'whole'
),

part as (
    select * from figure
    where role = 'part'
),

-- A part that must be there is, where the rule has one.
need as (
    select
        rule_id,
        measure,
        count(case when presence = 'required' then 1 end) as required
    from term
    where role = 'part'
    group by rule_id, measure
),

-- A figure that was not understood, in the same column or row, can be the part that is missing.
unread as (
    select distinct
        whole.rule_id,
        whole.document_id,
        whole.ordinal
    from whole
    inner join {{ ref('stg_observation') }} as observation
        on
            whole.document_id = observation.document_id
            and whole.table_set = coalesce(observation.table_set, 1)
            and (whole.column_key = observation.column_key or whole.row_key = observation.row_key)
    where
        observation.origin = 'table' and observation.table_id = 'T_OTHER'
        and observation.status = 'unmapped' and observation.versus = ''
),

summed as (
    select
        whole.rule_id,
        whole.document_id,
        whole.ordinal,
        sum(part.amount) as amount,
        sum(case when part.amount <> 0 then part.half_unit else 0 end) as half_unit,
        count(*) as parts,
        count(case when part.presence = 'required' then 1 end) as required,
        count(*) > count(distinct part.concept || '/' || part.member) as is_repeated,
        bool_or(part.is_unknown) as is_unknown,
        {{ sorted_list('part.observation_id', 'true') }} as terms
    from whole
    inner join part
        on
            whole.rule_id = part.rule_id
            and whole.document_id = part.document_id
            and whole.table_set = part.table_set
            and (whole.column_key = part.column_key or whole.row_key = part.row_key)
            and whole.measure = part.measure
            and whole.basis = part.basis
    group by whole.rule_id, whole.document_id, whole.ordinal
),

held as (
    select
        whole.*,
        summed.amount as parts_amount,
        summed.half_unit + whole.half_unit as tolerance,
        summed.terms,
        whole.is_repeated or summed.is_repeated as is_ambiguous,
        summed.parts < 2 or summed.required < need.required as is_incomplete,
        summed.is_unknown or unread.document_id is not null as is_unread
    from whole
    inner join summed
        on whole.rule_id = summed.rule_id and whole.document_id = summed.document_id and whole.ordinal = summed.ordinal
    inner join need on whole.rule_id = need.rule_id and whole.measure = need.measure
    left join unread
        on whole.rule_id = unread.rule_id and whole.document_id = unread.document_id and whole.ordinal = unread.ordinal
),

final as (
    select
        rule_id,
        document_id,
        concept || '/' || measure || case when basis <> '' then '/' || basis else '' end || '#' || cast(ordinal as string) as instance,
        case
            when is_ambiguous then 'insufficient_data'
            when parts_amount = amount then 'pass'
            when abs(parts_amount - amount) <= tolerance then 'rounding'
            when is_incomplete or is_unread then 'insufficient_data'
            else 'fail'
        end as status,
        case
            when is_ambiguous then 'a figure that the rule needs is printed twice'
            when abs(parts_amount - amount) <= tolerance then ''
            when is_incomplete then 'a figure that the rule needs is not printed'
            when is_unread then 'a figure within the table could not be understood'
            else ''
        end as reason,
        {{ in_printed_unit('parts_amount', 'factor') }} as left_value,
        {{ in_printed_unit('amount', 'factor') }} as right_value,
        {{ in_printed_unit('tolerance', 'factor') }} as tolerance,
        unit,
        {{ with_first('observation_id', 'terms') }} as terms,
        concept,
        '' as function_code,
        '' as member
    from held
)

select * from final
