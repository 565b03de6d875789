-- Figures on the two sides of every linear rule: each whole (rules say which figures are one) and the parts that belong to it.
with candidate as (
    select * from {{ ref('int_linear_candidate') }}
),

-- Where a rule holds for the document as a whole, the first mention of a whole stands for it; in a listing every mention can head one.
whole as (
    select
        *,
        row_number() over (partition by rule_id, document_id order by ordinal) as instance_number,
        row_number() over (
            partition by rule_id, document_id, concept, function_code, member, basis, versus order by ordinal
        ) as mention
    from candidate
    where role = 'whole'
),

-- A part belongs to the total that it is listed under; where the text does not list it, to the latest total before it in its chapter, or to
-- the one that its own sentence adds up to: 货物 12 万元、服务 8 万元，合计 20 万元. In a rule of scope `group` only what is listed counts.
owned as (
    select
        candidate.*,
        whole.ordinal as whole_ordinal,
        row_number() over (
            partition by
                candidate.rule_id, candidate.term, candidate.document_id, candidate.ordinal,
                case when candidate.scope = 'document' then whole.ordinal end
            order by
                case when candidate.group_ordinal = whole.ordinal then 0 when whole.ordinal < candidate.ordinal then 1 else 2 end,
                case when whole.ordinal < candidate.ordinal then -whole.ordinal else whole.ordinal end
        ) as choice
    from candidate
    inner join whole
        on candidate.rule_id = whole.rule_id and candidate.document_id = whole.document_id
    where
        candidate.role <> 'whole'
        and (not candidate.match_concept or candidate.concept = whole.concept)
        and (not candidate.match_function or candidate.function_code = whole.function_code)
        and (not candidate.match_member or candidate.member = whole.member)
        and (not candidate.match_basis or candidate.basis = whole.basis)
        and case candidate.scope
            when 'document' then whole.mention = 1
            when 'group' then candidate.group_ordinal = whole.ordinal
            else
                candidate.group_ordinal = whole.ordinal
                or (
                    candidate.chapter_id = whole.chapter_id
                    and (whole.ordinal < candidate.ordinal or whole.sentence = candidate.sentence)
                )
        end
),

-- A part listed under another part of the same whole is no part itself, and a part told again counts once.
part as (
    select
        owned.*,
        row_number() over (
            partition by
                owned.rule_id, owned.document_id, owned.whole_ordinal, owned.term,
                owned.concept, owned.function_code, owned.economic_code, owned.member
            order by owned.ordinal
        ) as mention
    from owned
    left join owned as outer_part
        on
            owned.rule_id = outer_part.rule_id
            and owned.document_id = outer_part.document_id
            and owned.whole_ordinal = outer_part.whole_ordinal
            and owned.group_ordinal = outer_part.ordinal
            and outer_part.role = 'part'
            and outer_part.choice = 1
    where owned.choice = 1 and outer_part.ordinal is null
),

-- A class whose items are listed, or that is nothing, clouds no list of items, and items of a listed class no list of classes.
listed as (
    select distinct
        rule_id,
        document_id,
        whole_ordinal,
        substr(function_code, 1, 3) as class_code,
        length(function_code) = 3 as is_class
    from part
    where role = 'part' and function_code <> ''
),

final as (
    select
        rule_id,
        document_id,
        ordinal as whole_ordinal,
        instance_number,
        term,
        role,
        presence,
        0 as sign,
        ordinal
    from whole
    where scope <> 'document' or mention = 1
    union all
    select
        part.rule_id,
        part.document_id,
        part.whole_ordinal,
        whole.instance_number,
        part.term,
        part.role,
        part.presence,
        part.sign,
        part.ordinal
    from part
    inner join whole
        on part.rule_id = whole.rule_id and part.document_id = whole.document_id and part.whole_ordinal = whole.ordinal
    left join listed
        on
            part.rule_id = listed.rule_id
            and part.document_id = listed.document_id
            and part.whole_ordinal = listed.whole_ordinal
            and (
                part.function_code = listed.class_code
                or listed.is_class and substr(part.function_code, 1, 3) = listed.class_code
            )
            and part.role = 'clouding'
    where
        part.mention = 1 and listed.class_code is null
        and not (part.role = 'clouding' and length(part.function_code) = 3 and part.amount = 0)
)

select * from final
