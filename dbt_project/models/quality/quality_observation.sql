{{ config(alias='fct_observation') }}

with final as (
    select * from {{ ref('stg_observation') }}
)

select * from final
