{{ config(materialized='view') }}

-- Figures that rules over tables speak of: those that have a place.
select * from {{ ref('int_placed_figure') }}
where place <> ''
