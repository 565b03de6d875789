{{ config(materialized='view') }}

-- The two sides of every equation over tables: what its terms add up to, and the whole; and whether its tables are printed and read.
with found as (
    select * from {{ ref('int_equation_term') }}
),

term as (
    select * from {{ ref('stg_rule_cell') }}
    where shape = 'equation' and role in ('whole', 'part')
),

need as (
    select
        rule_id,
        equation,
        relation,
        count(distinct table_id) as tables,
        count(case when role = 'part' then 1 end) as terms,
        count(case when presence = 'required' then 1 end) as terms_required
    from term
    group by rule_id, equation, relation
),

line_read as (
    select distinct
        document_id,
        table_set,
        place,
        line,
        measure
    from {{ ref('int_placed_figure') }}
),

-- A figure that was not understood can be the part that is missing, unless its column is another year's or compares.
unread as (
    select distinct
        document_id,
        table_set,
        table_id
    from {{ ref('stg_observation') }}
    where origin = 'table' and status = 'unmapped' and versus = ''
),

-- Of the lines that an equation speaks of, those that the document prints.
lines as (
    select
        term.rule_id,
        term.equation,
        line_read.document_id,
        line_read.table_set,
        count(case when term.presence = 'required' then 1 end) as terms_printed,
        count(distinct term.table_id) as tables_printed,
        max(case when unread.table_id is not null then 1 else 0 end) as unread
    from term
    inner join line_read
        on term.table_id = line_read.place and term.concept = line_read.line and term.measure = line_read.measure
    left join unread
        on
            line_read.document_id = unread.document_id
            and line_read.table_set = unread.table_set
            and line_read.place = unread.table_id
    group by term.rule_id, term.equation, line_read.document_id, line_read.table_set
),

side as (
    select
        rule_id,
        equation,
        document_id,
        table_set,
        whole_ordinal,
        count(case when role = 'part' then 1 end) as parts,
        count(case when presence = 'required' then 1 end) as terms_found,
        max(case when role in ('absent', 'unless') then 1 else 0 end) as excluding,
        bool_or(is_ambiguous) as is_ambiguous,
        bool_or(is_unitless) as is_unitless,
        sum(case when role = 'part' then sign * amount else 0 end) as left_amount,
        sum(case when role = 'whole' then amount else 0 end) as right_amount,
        sum(case when role = 'whole' or (role = 'part' and amount <> 0) then half_unit else 0 end) as tolerance,
        {{ sorted_list('observation_id', "role in ('whole', 'part')") }} as terms
    from found
    group by rule_id, equation, document_id, table_set, whole_ordinal
),

final as (
    select
        side.*,
        need.relation,
        need.terms_required,
        need.tables > 1 and side.is_unitless as is_incomparable,
        lines.tables_printed < need.tables as is_partly_printed,
        need.terms > 1 and lines.unread = 1 as is_unread
    from side
    inner join need on side.rule_id = need.rule_id and side.equation = need.equation
    inner join lines
        on
            side.rule_id = lines.rule_id
            and side.equation = lines.equation
            and side.document_id = lines.document_id
            and side.table_set = lines.table_set
    -- An equation in columns that a form does not have does not apply to it.
    where lines.terms_printed >= need.terms_required
)

select * from final
