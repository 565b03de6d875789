-- What a document says of the year before, against that year's own document: Σ sign · part  =, ≤  whole, where parts in the role `before`
-- are figures of the year before.
with neighbour as (
    select * from {{ ref('int_neighbour') }}
),

asking as (
    select distinct document_id from neighbour
),

cell as (
    select cell.*
    from {{ ref('int_cell') }} as cell
    inner join asking on cell.document_id = asking.document_id
),

term as (
    select * from {{ ref('stg_rule_cell') }}
    where shape = 'years'
),

need as (
    select
        rule_id,
        equation,
        count(*) as terms_required
    from term
    where presence = 'required'
    group by rule_id, equation
),

whole as (
    select
        term.rule_id,
        term.equation,
        term.relation,
        cell.*
    from term
    inner join cell on term.table_id = cell.place and term.concept = cell.line and term.measure = cell.measure
    where
        term.role = 'whole'
        and cell.versus <> 'budget'
        and (term.code_digits is null or term.code_digits = length(cell.code))
),

matched as (
    select
        whole.rule_id,
        whole.equation,
        whole.document_id,
        whole.ordinal as whole_ordinal,
        term.term,
        term.role,
        term.sign,
        part.amount,
        part.half_unit,
        part.observation_id
    from whole
    inner join term on whole.rule_id = term.rule_id and whole.equation = term.equation
    inner join cell as part
        on
            whole.document_id = part.document_id
            and term.table_id = part.place
            and term.concept = part.line
            and term.measure = part.measure
            and whole.code = part.code
    where term.role = 'part'
    union all
    select
        whole.rule_id,
        whole.equation,
        whole.document_id,
        whole.ordinal as whole_ordinal,
        term.term,
        term.role,
        term.sign,
        before.amount,
        before.half_unit,
        cast(null as string) as observation_id
    from whole
    inner join neighbour on whole.document_id = neighbour.document_id
    inner join term on whole.rule_id = term.rule_id and whole.equation = term.equation
    inner join {{ ref('int_year_before') }} as before
        on
            neighbour.before_id = before.document_id
            and term.table_id = before.place
            and term.concept = before.line
            and term.measure = before.measure
            and whole.code = before.code
    where term.role = 'before'
),

-- The same class in both years; a figure told differently in one document, or in two of the year before, decides nothing.
part as (
    select
        rule_id,
        equation,
        document_id,
        whole_ordinal,
        term,
        role,
        sign,
        min(amount) as amount,
        max(half_unit) as half_unit,
        min(observation_id) as observation_id,
        min(amount) <> max(amount) as is_ambiguous
    from matched
    group by rule_id, equation, document_id, whole_ordinal, term, role, sign
),

side as (
    select
        rule_id,
        equation,
        document_id,
        whole_ordinal,
        count(*) as terms_found,
        bool_or(is_ambiguous) as is_ambiguous,
        sum(sign * amount) as left_amount,
        sum(half_unit) as half_units,
        -- What is shown is the document's own: the figures of the year before stand in another.
        {{ ordered_list('observation_id', 'term', "role = 'part'") }} as terms
    from part
    group by rule_id, equation, document_id, whole_ordinal
),

compared as (
    select
        whole.*,
        rules.open_words,
        side.left_amount,
        side.half_units + whole.half_unit as tolerance,
        side.terms,
        side.is_ambiguous as is_side_ambiguous,
        case whole.relation when '<=' then side.left_amount <= whole.amount else side.left_amount = whole.amount end as holds,
        case whole.relation
            when '<=' then side.left_amount - whole.amount <= side.half_units + whole.half_unit
            else abs(side.left_amount - whole.amount) <= side.half_units + whole.half_unit
        end as holds_rounded
    from whole
    inner join need on whole.rule_id = need.rule_id and whole.equation = need.equation
    inner join side
        on
            whole.rule_id = side.rule_id
            and whole.equation = side.equation
            and whole.document_id = side.document_id
            and whole.ordinal = side.whole_ordinal
            and need.terms_required = side.terms_found
    inner join {{ ref('stg_rule') }} as rules on whole.rule_id = rules.rule_id
),

-- A document can say that it starts from other figures than those published the year before.
explained as (
    select distinct
        compared.rule_id,
        compared.document_id
    from compared
    inner join {{ ref('stg_text') }} as document on compared.document_id = document.document_id
    where
        not compared.holds_rounded and compared.open_words <> ''
        and {{ matches(squeeze('document.text'), 'compared.open_words') }}
),

-- Two documents are held against each other only where some amount in them agrees: others are of another body, or of another scope.
continued as (
    select distinct document_id
    from compared
    where holds_rounded and amount <> 0 and relation = '=' and not is_ambiguous and not is_side_ambiguous
),

final as (
    select
        compared.rule_id,
        compared.document_id,
        compared.concept || '/' || compared.measure || case when compared.code <> '' then '/' || compared.code else '' end
        || '#' || cast(row_number() over (
            partition by compared.rule_id, compared.document_id, compared.concept, compared.measure, compared.code
            order by compared.equation, compared.ordinal
        ) as string) as instance,
        case
            when compared.is_ambiguous or compared.is_side_ambiguous then 'insufficient_data'
            when compared.holds then 'pass'
            when compared.holds_rounded then 'rounding'
            when explained.rule_id is not null or continued.document_id is null then 'not_applicable'
            else 'fail'
        end as status,
        case
            when compared.is_ambiguous or compared.is_side_ambiguous then 'a figure that the rule needs is printed twice, and differently'
            when compared.holds_rounded then ''
            when explained.rule_id is not null then 'the document says that it starts from other figures'
            when continued.document_id is null then 'no amount of the two documents agrees'
            else ''
        end as reason,
        {{ in_printed_unit('compared.left_amount', 'compared.factor') }} as left_value,
        {{ in_printed_unit('compared.amount', 'compared.factor') }} as right_value,
        {{ in_printed_unit('compared.tolerance', 'compared.factor') }} as tolerance,
        compared.unit,
        {{ with_first('compared.observation_id', 'coalesce(compared.terms, ' ~ empty_list() ~ ')') }} as terms,
        compared.concept,
        compared.function_code,
        compared.economic_code as member
    from compared
    left join explained on compared.rule_id = explained.rule_id and compared.document_id = explained.document_id
    left join continued on compared.document_id = continued.document_id
)

select * from final
