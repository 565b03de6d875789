-- Balances that a document leaves blank, and without which the sum that they belong to holds to the last digit: they are nothing.
-- Asked for where the year after is held against them.
with asked_of as (
    select distinct before_id as document_id from {{ ref('int_neighbour') }}
),

term as (
    select * from {{ ref('stg_rule_cell') }}
),

-- Sums down one column of one table: parts that are taken off, or stand elsewhere, could hide an amount.
plain_sum as (
    select
        rule_id,
        equation,
        count(case when role = 'whole' or presence = 'required' then 1 end) as needed
    from term
    where shape = 'equation' and relation = '='
    group by rule_id, equation
    having
        min(sign) = 1 and count(distinct table_id) = 1 and max(code) = '' and not bool_or(same_row)
        and not bool_or(role not in ('whole', 'part'))
),

balance as (
    select distinct
        part.rule_id,
        part.equation,
        part.term,
        plain_sum.needed,
        part.table_id,
        part.concept,
        part.measure
    from term as before
    inner join term as part
        on before.table_id = part.table_id and before.concept = part.concept and before.measure = part.measure
    inner join plain_sum on part.rule_id = plain_sum.rule_id and part.equation = plain_sum.equation
    where before.shape = 'years' and before.role = 'before' and part.role = 'part' and part.presence = 'optional'
),

cell as (
    select cell.*
    from {{ ref('int_cell') }} as cell
    inner join asked_of on cell.document_id = asked_of.document_id
    where cell.code = '' and cell.basis = ''
),

printed as (
    select
        balance.rule_id,
        balance.equation,
        balance.term,
        balance.needed,
        balance.table_id,
        balance.concept,
        balance.measure,
        cell.document_id,
        max(cell.half_unit) as half_unit,
        max(case when term.term = balance.term then 1 else 0 end) as is_printed,
        sum(case when term.role = 'whole' then cell.amount else 0 end) as whole,
        sum(case when term.role = 'part' then cell.amount else 0 end) as parts,
        count(distinct case when term.role = 'whole' or term.presence = 'required' then term.term end) as found,
        count(*) as figures,
        count(distinct term.term) as terms
    from balance
    inner join term on balance.rule_id = term.rule_id and balance.equation = term.equation
    inner join cell on term.table_id = cell.place and term.concept = cell.line and term.measure = cell.measure
    group by
        balance.rule_id, balance.equation, balance.term, balance.needed, balance.table_id, balance.concept, balance.measure,
        cell.document_id
),

final as (
    select
        document_id,
        table_id,
        concept,
        measure,
        max(half_unit) as half_unit
    from printed
    where is_printed = 0 and found = needed and figures = terms and whole = parts
    group by document_id, table_id, concept, measure
)

select * from final
