with resolved as (
    select * from {{ ref('int_resolved') }}
    where fact = 'funding'
),

final as (
    select
        document_id || '/' || item || '/' || fund as funding_id,
        document_id,
        item as concept,
        fund,
        {{ picked('final', "role = 'amount' and measure = 'final'") }},
        {{ picked('prior_year', "role = 'amount' and measure = 'prior'") }},
        {{ picked('change', "role = 'amount' and measure = 'change' and versus = 'prior_year'") }},
        {{ picked_rate('change_pct', "role = 'amount' and measure = 'change_pct' and versus = 'prior_year'") }},
        {{ picked_rate('share_pct', "role = 'amount' and measure = 'share_pct'") }},
        {{ picked('opening_balance', "role = 'opening_balance' and measure = 'final'") }},
        {{ picked('closing_balance', "role = 'closing_balance' and measure = 'final'") }}
    from resolved
    group by document_id, item, fund
)

select * from final
