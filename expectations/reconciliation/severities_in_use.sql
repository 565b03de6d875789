select distinct severity from quality.fct_finding
