select distinct status from quality.fct_check_result
