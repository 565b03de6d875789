-- 记者：各单位有多少公务用车，每辆车一年花多少钱？
-- Journalist: how many official vehicles does each body hold, and what does one cost a year?
select organisation_name, fiscal_year, vehicles_held, final_cny as operation_cny,
    cast(final_cny as double) / nullif(vehicles_held, 0) as cny_a_vehicle
from mart_three_public_league
where concept = 'vehicle_operation_expenditure' and vehicles_held is not null
order by fiscal_year desc, cny_a_vehicle desc nulls last, item_id
