use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

const KINDS: [Kind; 8] = [
    Kind::Member,
    Kind::Parameter,
    Kind::Setter,
    Kind::Operation,
    Kind::Type,
    Kind::Variant,
    Kind::Value,
    Kind::Flag,
];

#[test]
fn members_are_snake_case() {
    let table = [
        ("InstanceId", "instance_id"),
        ("HTTPStatusCode", "http_status_code"),
        ("HttpStatusCode", "http_status_code"),
        ("ISP", "isp"),
        ("GPUAmount", "gpu_amount"),
        ("IPv6", "ipv6"),
        ("EnableIPv6Address", "enable_ipv6_address"),
        ("Ipv6Address", "ipv6_address"),
        ("VpcIdS", "vpc_ids"),
        ("PrivateIPs", "private_ips"),
        ("VMsTotal", "vms_total"),
        ("APIs", "apis"),
        ("DNSIsSet", "dns_is_set"),
        ("VSwitchId", "v_switch_id"),
        ("MD5", "md5"),
        ("Sha256Sum", "sha256_sum"),
        ("EC2Instance", "ec2_instance"),
        ("page_number", "page_number"),
        ("X-Total-Count", "x_total_count"),
        ("Tag.N.Key", "tag_n_key"),
        ("Status. Code", "status_code"),
        ("{key}", "key"),
        ("对称密钥", "对称密钥"),
        ("密钥ID", "密钥_id"),
        ("Größe", "gr_e"),
        ("123abc", "field_123abc"),
        ("123", "field_123"),
        ("", "field"),
        ("…", "field"),
        ("_", "field"),
        ("type", "type"),
        ("self", "self_"),
        ("Self", "self_"),
        ("Send", "send"),
        ("Clone", "clone_"),
    ];
    for (wire, name) in table {
        assert_eq!(Kind::Member.name(wire), name, "{wire}");
    }
}

#[test]
fn names_evade_the_methods_beside_them() {
    let table = [
        (Kind::Parameter, "Send", "send_"),
        (Kind::Parameter, "Items", "items_"),
        (Kind::Parameter, "New", "new"),
        (Kind::Setter, "New", "new_"),
        (Kind::Setter, "Items", "items"),
        (Kind::Member, "RawBody", "raw_body_"),
        (Kind::Member, "Items", "items"),
        (Kind::Operation, "Call", "call_"),
    ];
    for (kind, wire, name) in table {
        assert_eq!(kind.name(wire), name, "{wire}");
    }
}

#[test]
fn types_variants_and_flags_are_pascal_case() {
    let table = [
        (Kind::Type, "PhoneNumber", "PhoneNumber"),
        (Kind::Type, "ISP", "Isp"),
        (Kind::Type, "data_list", "DataList"),
        (Kind::Type, "3d", "Type3d"),
        (Kind::Type, "Self", "TypeSelf"),
        (Kind::Type, "String", "TypeString"),
        (Kind::Variant, "NotExists.InstanceId", "NotExistsInstanceId"),
        (Kind::Variant, "Invalid%s.Xxx", "InvalidSXxx"),
        (Kind::Variant, "404", "Code404"),
        (Kind::Variant, "", "Code"),
        (Kind::Variant, "Other", "CodeOther"),
        (Kind::Variant, "self", "CodeSelf"),
        (Kind::Value, "cloud_essd", "CloudEssd"),
        (Kind::Value, "PREPAID_BY_DURATION", "PrepaidByDuration"),
        (Kind::Value, "2K", "Value2K"),
        (Kind::Value, "1.0", "Value1_0"),
        (Kind::Value, "*", "Value"),
        (Kind::Value, "unknown", "ValueUnknown"),
        (Kind::Flag, "UserId", "UserId"),
        (Kind::Flag, "Set", "ParameterSet"),
        (Kind::Flag, "State", "ParameterState"),
        (Kind::Type, "State", "State"),
    ];
    for (kind, wire, name) in table {
        assert_eq!(kind.name(wire), name, "{wire}");
    }
}

fn members(wires: &[&str]) -> Vec<String> {
    let names = Scope::default().take_all(Kind::Member, wires.iter().copied());
    names.iter().map(ToString::to_string).collect()
}

#[test]
fn keywords_are_raw() {
    assert_eq!(members(&["Type", "match", "gen"]), ["r#type", "r#match", "r#gen"]);
}

#[test]
fn of_names_that_differ_only_in_case_all_but_one_are_numbered() {
    assert_eq!(members(&["result", "Result", "RESULT"]), ["result_3", "result", "result_2"]);
    assert_eq!(members(&["type", "Type"]), ["type_2", "r#type"]);
    assert_eq!(members(&["Self", "self"]), ["self_", "self_2"]);
    assert_eq!(members(&["isp", "ISP"]), ["isp_2", "isp"]);
}

#[test]
fn a_number_never_takes_the_name_of_another() {
    assert_eq!(members(&["Result", "result", "Result_2"]), ["result", "result_3", "result_2"]);
}

proptest! {
    #[test]
    fn every_name_is_an_identifier(wire in "\\PC{0,20}") {
        for kind in KINDS {
            let name = Name(kind.name(&wire)).to_string();
            prop_assert!(syn::parse_str::<Ident>(&name).is_ok(), "{name}");
        }
    }

    #[test]
    fn members_have_no_capital_and_no_doubled_or_leading_underscore(wire in "\\PC{0,20}") {
        let name = Kind::Member.name(&wire);
        prop_assert!(!name.contains(char::is_uppercase), "{}", name);
        prop_assert!(!name.contains("__") && !name.starts_with('_'), "{}", name);
    }

    #[test]
    fn a_snake_case_name_that_is_named_again_stays(wire in "\\PC{0,20}") {
        for kind in [Kind::Member, Kind::Parameter, Kind::Setter, Kind::Operation] {
            let name = kind.name(&wire);
            prop_assert_eq!(kind.name(&name), name);
        }
    }

    #[test]
    fn names_of_one_scope_are_distinct(wires in prop::collection::vec("[AaBb_2]{0,3}", 0..12)) {
        let names = Scope::default().take_all(Kind::Member, wires.iter().map(String::as_str));
        let distinct: BTreeSet<String> = names.iter().map(ToString::to_string).collect();
        prop_assert_eq!(distinct.len(), names.len());
    }

    #[test]
    fn the_order_of_names_changes_none(
        wires in prop::collection::btree_set("[AaBb_2]{0,3}", 0..12).prop_map(Vec::from_iter),
        turns in 0_usize..12,
    ) {
        let wires: Vec<&str> = wires.iter().map(String::as_str).collect();
        let mut turned = wires.clone();
        turned.rotate_left(turns % wires.len().max(1));
        let by_wire = |wires: &[&str]| -> BTreeMap<String, String> {
            wires.iter().map(ToString::to_string).zip(members(wires)).collect()
        };
        prop_assert_eq!(by_wire(&wires), by_wire(&turned));
    }

    #[test]
    fn a_new_name_in_other_letter_case_renames_none(
        wires in prop::collection::btree_set("[A-Z][a-z]{0,2}", 0..8).prop_map(Vec::from_iter),
        new in "[A-Z]{2,3}",
    ) {
        let wires: Vec<&str> = wires.iter().map(String::as_str).collect();
        let more: Vec<&str> = wires.iter().copied().chain([new.as_str()]).collect();
        let (names, more) = (members(&wires), members(&more));
        prop_assert_eq!(names.as_slice(), &more[..wires.len()]);
    }
}
