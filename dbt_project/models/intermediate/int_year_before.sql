-- What documents tell that the year after is held against. What the text does not tell, the tables do; and a balance left blank that can be
-- nothing only is told as nothing.
with asked_of as (
    select distinct before_id as document_id from {{ ref('int_neighbour') }}
),

cell as (
    select cell.*
    from {{ ref('int_cell') }} as cell
    inner join asked_of on cell.document_id = asked_of.document_id
),

said as (
    select distinct
        document_id,
        line,
        measure,
        code
    from cell
    where place = 'text'
),

unsaid as (
    select
        cell.*,
        min(cell.half_unit) over (partition by cell.document_id, cell.line, cell.measure, cell.code) as finest
    from cell
    left join said
        on cell.document_id = said.document_id and cell.line = said.line and cell.measure = said.measure and cell.code = said.code
    where said.document_id is null
),

-- Of several tables the one that tells it with the most digits; nothing where they disagree by more than these.
of_tables as (
    select
        document_id,
        line,
        measure,
        code,
        min(case when half_unit = finest then amount end) as amount,
        min(finest) as half_unit
    from unsaid
    group by document_id, line, measure, code
    having max(amount) - min(amount) <= 2 * max(half_unit)
),

final as (
    select
        document_id,
        place,
        line,
        measure,
        code,
        amount,
        half_unit
    from cell
    union all
    select
        document_id,
        'text' as place,
        line,
        measure,
        code,
        amount,
        half_unit
    from of_tables
    union all
    select
        document_id,
        table_id as place,
        concept as line,
        measure,
        '' as code,
        0 as amount,
        half_unit
    from {{ ref('int_balance_of_nothing') }}
)

select * from final
