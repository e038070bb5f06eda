//! One graph over all rules: equal parts are one node.

use super::operand::Operand;
use super::test::Test;
use rustc_hash::FxHashMap;
use skua_event::EventSet;
use skua_fields::Scope;

/// Place of a node in the graph. Children come before their parents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct NodeId(pub(crate) u32);

/// Place of an atom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct AtomId(pub(crate) u32);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Node {
    True,
    False,
    Atom(AtomId),
    Not(NodeId),
    And(Box<[NodeId]>),
    Or(Box<[NodeId]>),
}

/// What is known of an atom's answer from the event's code alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    /// Nothing.
    No,
    /// The same for every event.
    Always(bool),
    /// Holds for events of these codes. Those of generic system calls and asynchronous events still have to be asked.
    Codes(EventSet),
}

/// One question to one operand.
#[derive(Clone, Debug)]
pub(crate) struct Atom {
    pub(crate) operand: Operand,
    pub(crate) test: Test,
    pub(crate) known: Known,
    pub(crate) scope: Scope,
    /// As in a condition.
    pub(crate) text: String,
}

/// The graph.
#[derive(Clone, Debug, Default)]
pub(crate) struct Graph {
    nodes: Vec<Node>,
    atoms: Vec<Atom>,
    known_nodes: FxHashMap<Node, NodeId>,
    known_atoms: FxHashMap<String, AtomId>,
}

impl Graph {
    pub(crate) fn node(&self, id: NodeId) -> &Node {
        self.nodes.get(id.0 as usize).unwrap_or(&Node::False)
    }

    pub(crate) fn atom(&self, id: AtomId) -> Option<&Atom> {
        self.atoms.get(id.0 as usize)
    }

    pub(crate) fn atoms(&self) -> &[Atom] {
        &self.atoms
    }

    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The node, made if it is new.
    pub(crate) fn add(&mut self, node: Node) -> NodeId {
        if let Some(id) = self.known_nodes.get(&node) {
            return *id;
        }
        let id = NodeId(self.nodes.len() as u32);
        self.nodes.push(node.clone());
        self.known_nodes.insert(node, id);
        id
    }

    /// The atom's node; `key` tells equal atoms.
    pub(crate) fn add_atom(&mut self, key: String, make: impl FnOnce() -> Atom) -> NodeId {
        let id = match self.known_atoms.get(&key) {
            Some(id) => *id,
            None => {
                let id = AtomId(self.atoms.len() as u32);
                self.atoms.push(make());
                self.known_atoms.insert(key, id);
                id
            }
        };
        self.add(Node::Atom(id))
    }

    /// A negation, made as simple as can be.
    pub(crate) fn not(&mut self, child: NodeId) -> NodeId {
        match *self.node(child) {
            Node::True => self.add(Node::False),
            Node::False => self.add(Node::True),
            Node::Not(inner) => inner,
            _ => self.add(Node::Not(child)),
        }
    }

    /// A conjunction (`conjunction`) or disjunction, made as simple as can be.
    pub(crate) fn join(&mut self, conjunction: bool, children: impl IntoIterator<Item = NodeId>) -> NodeId {
        let (neutral, decisive) =
            if conjunction { (Node::True, Node::False) } else { (Node::False, Node::True) };
        let mut kept: Vec<NodeId> = Vec::new();
        for child in children {
            match self.node(child).clone() {
                node if node == decisive => return self.add(decisive),
                node if node == neutral => {}
                Node::And(inner) if conjunction => kept.extend(inner),
                Node::Or(inner) if !conjunction => kept.extend(inner),
                _ => kept.push(child),
            }
        }
        let mut seen = rustc_hash::FxHashSet::default();
        kept.retain(|child| seen.insert(*child));
        match kept.as_slice() {
            [] => self.add(neutral),
            [only] => *only,
            _ if conjunction => self.add(Node::And(kept.into())),
            _ => self.add(Node::Or(kept.into())),
        }
    }

    /// Calls with every atom below a node, once each.
    pub(crate) fn atoms_below(&self, root: NodeId, found: &mut dyn FnMut(AtomId)) {
        let mut seen = rustc_hash::FxHashSet::default();
        let mut open = vec![root];
        while let Some(id) = open.pop() {
            if !seen.insert(id) {
                continue;
            }
            match self.node(id) {
                Node::True | Node::False => {}
                Node::Atom(atom) => found(*atom),
                Node::Not(child) => open.push(*child),
                Node::And(children) | Node::Or(children) => open.extend(children.iter().copied()),
            }
        }
    }
}
