{{ config(post_hook="{{ cores_each() }}") }}

select * from {{ ref('int_check_result') }}
