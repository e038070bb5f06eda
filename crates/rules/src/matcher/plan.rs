//! For each event type the conditions to decide, simplified by what the type tells.

use super::EngineOptions;
use super::cost::cost;
use super::partial::only_process;
use crate::compile::events;
use crate::compile::graph::{Atom, Graph, Known, Node, NodeId};
use crate::compile::operand::{Operand, bytes_of};
use crate::compile::test::Test;
use crate::rule::{RuleId, RuleSet};
use rustc_hash::FxHashMap;
use skua_event::{EVENTS, EventCode};

/// One rule to decide for an event type.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) rule: RuleId,
    /// Its condition for this event type.
    pub(super) root: NodeId,
    /// Number of that condition among the different ones.
    pub(super) number: u32,
}

/// What to decide, by event code.
#[derive(Debug)]
pub(super) struct Plans {
    by_code: Vec<Vec<Entry>>,
    /// Of events beyond the table, and of all when there is no index.
    every: Vec<Entry>,
    roots: Vec<NodeId>,
}

impl Plans {
    pub(super) fn new(set: &RuleSet, graph: &mut Graph, options: &EngineOptions) -> Plans {
        let mut plans = Plans { by_code: Vec::new(), every: Vec::new(), roots: Vec::new() };
        let mut numbers: FxHashMap<NodeId, u32> = FxHashMap::default();
        let undecided = events::undecided();
        let atoms = AtomKeys::new(set, graph, options);
        for info in &EVENTS {
            let mut folder = Folder {
                name: (options.fold_event_types && !undecided.contains(info.code)).then_some(info.name),
                fold: options.fold_event_types,
                reorder: options.reorder,
                atoms: &atoms,
                settled: FxHashMap::default(),
                done: FxHashMap::default(),
                costs: FxHashMap::default(),
            };
            let mut entries = Vec::new();
            for rule in set.rules().iter().filter(|rule| rule.enabled) {
                if options.index_by_event && !rule.events.contains(info.code) {
                    continue;
                }
                let root = folder.fold(graph, rule.root);
                if options.fold_event_types && *graph.node(root) == Node::False {
                    continue;
                }
                let next = numbers.len() as u32;
                let number = *numbers.entry(root).or_insert(next);
                if number == next {
                    plans.roots.push(root);
                }
                entries.push(Entry { rule: rule.id, root, number });
            }
            plans.by_code.push(entries);
        }
        plans
    }

    #[inline]
    pub(super) fn of(&self, code: EventCode) -> &[Entry] {
        self.by_code.get(usize::from(code.0)).unwrap_or(&self.every)
    }

    /// Every different condition.
    pub(super) fn roots(&self) -> &[NodeId] {
        &self.roots
    }
}

/// What decides the order of questions, by atom.
struct AtomKeys {
    /// Cost of asking, shared among the rules that ask.
    costs: Vec<u32>,
    /// The answer is remembered with the process.
    settled: Vec<bool>,
}

/// Costs are shared among at most so many rules.
const SHARED_AMONG: u32 = 16;

impl AtomKeys {
    fn new(set: &RuleSet, graph: &Graph, options: &EngineOptions) -> AtomKeys {
        let mut users = vec![0u32; graph.atoms().len()];
        for rule in set.rules().iter().filter(|rule| rule.enabled) {
            graph.atoms_below(rule.root, &mut |atom| {
                if let Some(users) = users.get_mut(atom.0 as usize) {
                    *users += 1;
                }
            });
        }
        let shared =
            |(atom, users): (&Atom, &u32)| cost(atom) * SHARED_AMONG / (*users).clamp(1, SHARED_AMONG);
        AtomKeys {
            costs: graph.atoms().iter().zip(&users).map(shared).collect(),
            settled: graph
                .atoms()
                .iter()
                .map(|atom| options.remember_processes && only_process(atom))
                .collect(),
        }
    }
}

struct Folder<'a> {
    /// The event type, when the code decides it.
    name: Option<&'static str>,
    fold: bool,
    reorder: bool,
    atoms: &'a AtomKeys,
    settled: FxHashMap<NodeId, bool>,
    done: FxHashMap<NodeId, NodeId>,
    costs: FxHashMap<NodeId, u32>,
}

impl Folder<'_> {
    fn fold(&mut self, graph: &mut Graph, id: NodeId) -> NodeId {
        if !self.fold && !self.reorder {
            return id;
        }
        if let Some(done) = self.done.get(&id) {
            return *done;
        }
        let node = graph.node(id).clone();
        let folded = match node {
            Node::True | Node::False => id,
            Node::Atom(atom) => match graph.atom(atom).and_then(|atom| self.answer(atom)) {
                Some(true) => graph.add(Node::True),
                Some(false) => graph.add(Node::False),
                None => id,
            },
            Node::Not(child) => {
                let child = self.fold(graph, child);
                if self.fold { graph.not(child) } else { graph.add(Node::Not(child)) }
            }
            Node::And(ref children) | Node::Or(ref children) => {
                let conjunction = matches!(node, Node::And(_));
                let mut folded: Vec<NodeId> = children.iter().map(|child| self.fold(graph, *child)).collect();
                if self.reorder {
                    folded.sort_by_key(|child| self.key(graph, *child, conjunction));
                }
                if self.fold {
                    let joined = graph.join(conjunction, folded);
                    self.sorted(graph, joined)
                } else if conjunction {
                    graph.add(Node::And(folded.into()))
                } else {
                    graph.add(Node::Or(folded.into()))
                }
            }
        };
        self.done.insert(id, folded);
        folded
    }

    /// Joining may have put the children of a child among the others.
    fn sorted(&mut self, graph: &mut Graph, id: NodeId) -> NodeId {
        if !self.reorder {
            return id;
        }
        match graph.node(id).clone() {
            Node::And(mut children) => {
                children.sort_by_key(|child| self.key(graph, *child, true));
                graph.add(Node::And(children))
            }
            Node::Or(mut children) => {
                children.sort_by_key(|child| self.key(graph, *child, false));
                graph.add(Node::Or(children))
            }
            _ => id,
        }
    }

    /// What the event type alone tells.
    fn answer(&self, atom: &Atom) -> Option<bool> {
        if !self.fold {
            return None;
        }
        if let Known::Always(holds) = atom.known {
            return Some(holds);
        }
        let name = self.name?.as_bytes();
        let Operand::Field(field) = &atom.operand else { return None };
        if field.info.name != "evt.type" {
            return None;
        }
        match &atom.test {
            Test::Eq(value) => Some(bytes_of(value)? == name),
            Test::Ne(value) => Some(bytes_of(value)? != name),
            Test::Texts(set) => Some(set.contains(name)),
            _ => None,
        }
    }

    /// Cheap and widely shared questions come first. In a conjunction what the process alone settles comes last: had it
    /// settled for no, the whole condition would not be looked at for this process.
    fn key(&mut self, graph: &Graph, id: NodeId, conjunction: bool) -> (bool, u32) {
        (conjunction && self.is_settled(graph, id), self.cost(graph, id))
    }

    fn is_settled(&mut self, graph: &Graph, id: NodeId) -> bool {
        if let Some(settled) = self.settled.get(&id) {
            return *settled;
        }
        let settled = match graph.node(id) {
            Node::True | Node::False => true,
            Node::Atom(atom) => self.atoms.settled.get(atom.0 as usize).copied().unwrap_or(false),
            Node::Not(child) => self.is_settled(graph, *child),
            Node::And(children) | Node::Or(children) => {
                children.iter().all(|child| self.is_settled(graph, *child))
            }
        };
        self.settled.insert(id, settled);
        settled
    }

    fn cost(&mut self, graph: &Graph, id: NodeId) -> u32 {
        if let Some(cost) = self.costs.get(&id) {
            return *cost;
        }
        let cost = match graph.node(id) {
            Node::True | Node::False => 0,
            Node::Atom(atom) => self.atoms.costs.get(atom.0 as usize).copied().unwrap_or(0),
            Node::Not(child) => self.cost(graph, *child),
            Node::And(children) | Node::Or(children) => {
                children.clone().iter().fold(1u32, |sum, child| sum.saturating_add(self.cost(graph, *child)))
            }
        };
        self.costs.insert(id, cost);
        cost
    }
}
