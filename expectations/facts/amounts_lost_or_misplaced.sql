-- Exact accounting from numbers to facts: each figure of a concept that a fact is about fills its place in the row of its own identity,
-- and no other place is filled. A figure printed several times fills one.
with figure as (
    select
        observation.*,
        concept.fact,
        concept.item,
        concept.role,
        case when observation.measure = 'final' and observation.versus = 'prior_year' then 'prior_year' else observation.measure end as kind
    from marts.fct_observation as observation
    inner join reference.fact_concepts as concept on observation.concept = concept.concept
    where observation.status = 'mapped' and observation.value is not null
),

placed as (
    select
        document_id,
        'fct_' || fact as fact,
        case fact
            when 'funding' then concat_ws('/', document_id, item, fund)
            when 'spending' then concat_ws('/', document_id, concept, fund, function_code, economic_code, member)
            when 'procurement' then concat_ws('/', document_id, item)
            else concat_ws('/', document_id, item, member)
        end as row_id,
        case
            when fact = 'staff' then if(kind = 'count', 'count', null)
            when fact = 'assets' then case kind when 'count' then 'count' when 'final' then 'value' end
            when fact = 'procurement' then case when kind in ('final', 'budget') then 'amount' when kind = 'share_pct' then 'share_pct' end
            when fact = 'performance'
                then case
                    when role = 'executed' and kind = 'final' then 'executed'
                    when role = 'completion' or kind = 'completion_pct' then 'completion_pct'
                    when role in ('budget', 'funds', 'evaluated', 'score') then role
                end
            when kind in ('change', 'change_pct') and versus = 'prior_year' then if(fact = 'spending' or role = 'amount', kind, null)
            when fact = 'funding'
                then case
                    when role = 'amount' and kind in ('final', 'prior_year', 'share_pct') then kind
                    when role <> 'amount' and kind = 'final' then role
                end
            when kind = 'budget' then coalesce(nullif(basis, ''), 'unstated_budget')
            when kind = 'change' and versus = 'budget' then 'change_to_budget'
            when kind in ('final', 'prior_year', 'completion_pct', 'share_pct') then kind
        end as slot,
        value_cny
    from figure
),

-- The places that a row has: its columns say so where there is no row, too.
held as (
    select distinct
        table_name as fact,
        regexp_replace(column_name, '_observation_id$', '') as slot,
        (table_name, regexp_replace(column_name, '_observation_id$', '_cny')) in (select (table_name, column_name) from duckdb_columns()) as is_money
    from duckdb_columns()
    where schema_name = 'marts' and starts_with(table_name, 'fct_') and ends_with(column_name, '_observation_id')
),

due as (
    select distinct placed.document_id, placed.fact, placed.row_id, placed.slot
    from placed
    inner join held using (fact, slot)
    where placed.value_cny is not null or not held.is_money
),

filled as (
    select document_id, fact, row_id, slot from intermediate.int_fact_amount where observation_id is not null
)

select
    coalesce(due.fact, filled.fact) as fact,
    coalesce(due.row_id, filled.row_id) as row_id,
    coalesce(due.slot, filled.slot) as slot,
    case when filled.row_id is null then 'lost' else 'misplaced' end as what
from due
full join filled on due.document_id = filled.document_id and due.fact = filled.fact and due.row_id = filled.row_id and due.slot = filled.slot
where due.row_id is null or filled.row_id is null
