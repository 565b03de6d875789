select distinct status from quality.fct_waiver
