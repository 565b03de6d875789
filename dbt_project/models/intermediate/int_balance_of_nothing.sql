-- Balances that a document leaves blank, and without which the sum that they belong to holds to the last digit: they are nothing.
-- Not so where it tells them in another place, or where totals of the table disagree. Asked for where the year after is held against them.
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
        count(*) as terms,
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
        part.table_id,
        part.concept,
        part.measure
    from term as before
    inner join term as part
        on before.table_id = part.table_id and before.concept = part.concept and before.measure = part.measure
    inner join plain_sum on part.rule_id = plain_sum.rule_id and part.equation = plain_sum.equation
    where before.shape = 'years' and before.role = 'before' and part.role = 'part' and part.presence = 'optional'
),

-- What is printed in several places of one table counts once.
cell as (
    select distinct
        cell.document_id,
        cell.place,
        cell.line,
        cell.measure,
        cell.amount,
        cell.half_unit
    from {{ ref('int_cell') }} as cell
    inner join asked_of on cell.document_id = asked_of.document_id
    where cell.code = '' and cell.basis = ''
),

told as (
    select distinct
        document_id,
        line,
        measure
    from cell
),

found as (
    select
        plain_sum.rule_id,
        plain_sum.equation,
        plain_sum.terms,
        plain_sum.needed,
        cell.document_id,
        cell.place,
        max(cell.half_unit) as half_unit,
        sum(case when term.role = 'whole' then cell.amount else 0 end) as whole,
        sum(case when term.role = 'part' then cell.amount else 0 end) as parts,
        count(distinct case when term.role = 'whole' or term.presence = 'required' then term.term end) as needed_found,
        count(*) as figures,
        count(distinct term.term) as terms_found
    from plain_sum
    inner join term on plain_sum.rule_id = term.rule_id and plain_sum.equation = term.equation
    inner join cell on term.table_id = cell.place and term.concept = cell.line and term.measure = cell.measure
    group by plain_sum.rule_id, plain_sum.equation, plain_sum.terms, plain_sum.needed, cell.document_id, cell.place
),

-- Two totals that must be one figure, and are not.
disagreeing as (
    select distinct
        document_id,
        place
    from found
    where terms = 2 and needed = 2 and terms_found = 2 and whole <> parts
),

final as (
    select
        found.document_id,
        balance.table_id,
        balance.concept,
        balance.measure,
        max(found.half_unit) as half_unit
    from balance
    inner join found on balance.rule_id = found.rule_id and balance.equation = found.equation
    left join told
        on found.document_id = told.document_id and balance.concept = told.line and balance.measure = told.measure
    left join disagreeing on found.document_id = disagreeing.document_id and found.place = disagreeing.place
    where
        told.document_id is null and disagreeing.document_id is null
        and found.needed_found = found.needed and found.figures = found.terms_found and found.whole = found.parts
    group by found.document_id, balance.table_id, balance.concept, balance.measure
)

select * from final
