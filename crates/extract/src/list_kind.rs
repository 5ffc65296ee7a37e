//! What a row is: a struct or a list, and what object stands around the list on the wire.

use apigen_ir::{Field, Type};

use crate::doubt::{Doubt, FieldKind, KindReason, Rival};
use crate::field_path::FieldPath;
use crate::field_rows::FieldRow;
use crate::field_tables::TableId;
use crate::place::{Kind, NodeId, Shape};
use crate::placed_rows::PlacedRows;
use crate::struct_reader::StructReader;
use crate::type_cell::Declared;
use crate::witness::WrapperWitness;

/// What stands below a row.
pub(crate) enum Below {
    /// Rows of the same table.
    Rows(Vec<usize>),
    /// The rows of another table.
    Table(TableId),
}

impl Below {
    pub(crate) fn has_rows(&self) -> bool {
        match self {
            Self::Rows(rows) => !rows.is_empty(),
            Self::Table(_) => true,
        }
    }
}

/// The list inside of a row, where an object stands around it.
pub(crate) struct Inside<'b> {
    pub(crate) below: Below,
    pub(crate) node: Option<NodeId>,
    pub(crate) wrapper: Option<String>,
    /// The row that names the object's key, and its index where it stands in the same table.
    pub(crate) element: Option<(Option<usize>, &'b FieldRow)>,
}

impl<'a> StructReader<'a, '_, '_> {
    /// What stands inside of a row, below the object that may stand around it.
    pub(crate) fn inside<'b>(
        &self,
        placed: &PlacedRows<'b>,
        index: usize,
        row: &FieldRow,
    ) -> Inside<'b>
    where
        'a: 'b,
    {
        let node = placed.node(index);
        let wrapper = placed.hidden_wrapper(index).map(str::to_owned);
        let rows = |index: usize| Below::Rows(placed.below(index).to_vec());
        if let Some((only, element)) = self.element_row(placed, index, row) {
            return Inside {
                below: element.own_table.map_or_else(|| rows(only), Below::Table),
                node: placed.node(only),
                wrapper: Some(element.name.clone()),
                element: Some((Some(only), element)),
            };
        }
        let Some(own) = row.own_table else {
            return Inside { below: rows(index), node, wrapper, element: None };
        };
        // A list of scalars, whose table has a row for them (ecs/RunInstances: `InstanceIdSet`).
        if let ([only], Some(Kind::ScalarArray)) = (self.tables.rows(own), self.kind(node))
            && matches!(only.declared, Declared::Scalar(_))
        {
            let below = Below::Rows(Vec::new());
            return Inside { below, node, wrapper, element: Some((None, only)) };
        }
        match self.only_row(own, row, node).filter(|_| wrapper.is_none()) {
            Some(element) => Inside {
                below: element.own_table.map_or_else(|| Below::Rows(Vec::new()), Below::Table),
                node: node.and_then(|node| self.shape?.child(node, &element.name)).map(|it| it.0),
                wrapper: Some(element.name.clone()),
                element: Some((None, element)),
            },
            None => Inside { below: Below::Table(own), node, wrapper, element: None },
        }
    }

    /// The element row of an array: its only row, of blank type, which stands for the wrapper
    /// (`Things | Array of Thing`, then `Thing |`).
    fn element_row<'b>(
        &self,
        placed: &PlacedRows<'b>,
        index: usize,
        row: &FieldRow,
    ) -> Option<(usize, &'b FieldRow)> {
        let [only] = *placed.below(index) else { return None };
        let only_row = placed.rows.get(only)?;
        let is_element = only_row.declared == Declared::Blank;
        let is_array = match row.declared {
            Declared::ArrayOf(_) | Declared::List => true,
            Declared::Blank => {
                self.kind(placed.node(only)) == Some(Kind::ObjectArray)
                    || placed.is_unseen_element(only)
            }
            _ => false,
        };
        (is_element && is_array).then_some((only, only_row))
    }

    /// The only row of a table that describes a list, where it is the list itself: it stands for the
    /// wrapper (ecs/DescribeCommands: `Commands | Array`, whose table has `Command | Array`).
    fn only_row(&self, own: TableId, row: &FieldRow, node: Option<NodeId>) -> Option<&'a FieldRow> {
        let [only] = self.tables.rows(own) else { return None };
        let is_array =
            |row: &FieldRow| matches!(row.declared, Declared::ArrayOf(_) | Declared::List);
        let says_no_kind = matches!(row.declared, Declared::Blank | Declared::Linked(_));
        let inner = node.and_then(|node| self.shape?.child(node, &only.name)).map(|it| it.0);
        let shows_list = match (self.kind(node), self.kind(inner)) {
            (Some(Kind::Object), Some(Kind::ObjectArray | Kind::ScalarArray))
            // A list in XML that shows one of its elements.
            | (Some(Kind::Element), Some(Kind::Element | Kind::ObjectArray)) => true,
            (None, None) => is_array(row) && is_array(only),
            _ => false,
        };
        (shows_list && (is_array(row) || says_no_kind)).then_some(only)
    }

    /// What other pages call the object around a list of this name, where this page shows neither
    /// its type nor its sample.
    pub(crate) fn witnessed_wrapper(
        &self,
        placed: &PlacedRows<'_>,
        index: usize,
        row: &FieldRow,
    ) -> Option<WrapperWitness<'a>> {
        let has_rows = row.own_table.is_some() || !placed.below(index).is_empty();
        let says_nothing = match row.declared {
            Declared::Blank => has_rows && self.element_row(placed, index, row).is_none(),
            Declared::List => !has_rows,
            _ => false,
        };
        // A text in its place is a list without an object around it (vod/GetVideoInfos).
        let is_shown = self
            .kind(placed.node(index))
            .is_some_and(|kind| kind != Kind::Scalar || row.declared == Declared::List);
        let witness = self.witness.filter(|_| says_nothing && !is_shown)?;
        let shown = witness.wrapper(&row.name)?;
        let below = placed.below(index).iter().filter_map(|it| placed.rows.get(*it));
        let names: Vec<&str> = below.map(|it| it.name.as_str()).collect();
        (!witness.holds_others(shown.wrapper, &names)).then_some(shown)
    }

    /// The doubt about what a row is: a struct or a list, and how the list stands on the wire.
    pub(crate) fn kind_doubt(
        &self,
        (placed, index): (&PlacedRows<'_>, usize),
        row: &FieldRow,
        field: &Field,
        path: &str,
        witnessed: Option<WrapperWitness<'_>>,
    ) -> Option<Doubt> {
        let node = placed.node(index);
        let used = FieldKind { ty: field.ty.clone(), wrapper: field.wrapper.clone() };
        let bare = |ty| FieldKind { ty, wrapper: None };
        let (other, reason) = match (witnessed, &field.ty) {
            (Some(shown), Type::Array(element)) if !shown.is_settled => {
                let element = element.as_ref().clone();
                let other = if element.as_struct().is_some() { element } else { field.ty.clone() };
                (bare(other), KindReason::OtherPage(shown.page.to_owned()))
            }
            (None, ty) if self.is_guess(node, row, field) => {
                (bare(Type::Array(Box::new(ty.clone()))), KindReason::Unsaid)
            }
            (None, Type::Array(_))
                if field.wrapper.is_none() && self.lacks_element_row(placed, index, row) =>
            {
                let wrapper = row.declared.struct_name().map(|it| it.as_str().to_owned());
                (FieldKind { wrapper, ..used.clone() }, KindReason::OtherRows)
            }
            (None, Type::Array(_)) if field.wrapper.is_none() => {
                let wrapper = self.shape?.xml_wrapper(node?)?;
                let other = FieldKind { wrapper: Some(wrapper.to_owned()), ..used.clone() };
                (other, KindReason::XmlSample)
            }
            _ => return None,
        };
        let rival = Rival::Kind { used, other, reason };
        let path = FieldPath::new(self.side, path);
        Some(Doubt { name: row.name.clone(), span: row.span, path, rival })
    }

    /// Whether other lists of the table have an element row, this one has none though its type has a
    /// name, and no sample shows it.
    fn lacks_element_row(&self, placed: &PlacedRows<'_>, index: usize, row: &FieldRow) -> bool {
        let has_element_row = |(index, row): (usize, &FieldRow)| {
            matches!(row.declared, Declared::ArrayOf(_))
                && self.element_row(placed, index, row).is_some()
        };
        row.declared.struct_name().is_some()
            && !placed.below(index).is_empty()
            && self.kind(placed.node(index)).is_none()
            && placed.rows.iter().enumerate().any(has_element_row)
    }

    /// Whether a row that holds rows has neither a type nor a place in the sample.
    fn is_guess(&self, node: Option<NodeId>, row: &FieldRow, field: &Field) -> bool {
        let is_shown =
            self.kind(node).is_some_and(|kind| !matches!(kind, Kind::Scalar | Kind::Element));
        let holds_rows = field.ty.as_struct().is_some();
        row.declared == Declared::Blank && field.wrapper.is_none() && holds_rows && !is_shown
    }

    /// Whether the sample shows a `List` without elements, which tells nothing of what they are
    /// (ecs/DescribeInstances: `InnerIpAddress`).
    pub(crate) fn is_empty_list(&self, row: &FieldRow, node: Option<NodeId>) -> bool {
        let is_empty = |(shape, node): (&Shape, NodeId)| {
            shape.kind(node) == Kind::ObjectArray && shape.keys(node).is_empty()
        };
        row.declared == Declared::List && self.shape.zip(node).is_some_and(is_empty)
    }

    /// What the sample shows at a place.
    pub(crate) fn kind(&self, node: Option<NodeId>) -> Option<Kind> {
        self.shape.zip(node).map(|(shape, node)| shape.kind(node))
    }
}
