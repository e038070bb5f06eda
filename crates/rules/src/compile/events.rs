//! Which event types a condition can hold for.
//!
//! Set algebra over event codes as the public engine does it: `and` intersects, `or` unites, `not` goes down to the
//! comparisons. A comparison of anything but the event type stands for all codes, negated or not.

use super::graph::{Graph, Known, Node, NodeId};
use rustc_hash::FxHashMap;
use skua_event::syscalls::{Sc, X86_64};
use skua_event::{EVENTS, EventCode, EventSet, Source, code};

/// The codes that an event type's name stands for: enter, exit and old ones, and for system calls without an event of
/// their own those of generic events. Nothing for a name that is not known.
pub(crate) fn codes_of(name: &str) -> Option<EventSet> {
    let mut set: EventSet = EVENTS
        .iter()
        .filter(|event| event.source != Source::Unused && event.name == name)
        .map(|event| event.code)
        .collect();
    if let Some(call) = Sc::from_name(name) {
        let own: Vec<EventCode> =
            EVENTS.iter().filter(|event| event.syscalls.contains(&call)).map(|event| event.code).collect();
        if own.is_empty() && set.is_empty() {
            set.insert(code::GENERIC_E);
            set.insert(code::GENERIC_X);
        }
        own.into_iter().for_each(|code| set.insert(code));
    }
    (!set.is_empty()).then_some(set)
}

/// Every name that an event type can have.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    let events = EVENTS.iter().filter(|event| event.source != Source::Unused).map(|event| event.name);
    events.chain(X86_64.iter().map(|call| call.name))
}

/// Codes whose event type is not decided by the code alone.
pub(crate) fn undecided() -> EventSet {
    [code::GENERIC_E, code::GENERIC_X, code::ASYNCEVENT_E].into_iter().collect()
}

/// The codes that a condition can hold for.
pub(crate) fn events(graph: &Graph, root: NodeId) -> EventSet {
    let mut algebra = Algebra { graph, all: EventSet::all(), done: FxHashMap::default() };
    let mut set = algebra.of(root, false);
    if !set.is_empty() {
        set.insert(code::ASYNCEVENT_E);
    }
    set
}

struct Algebra<'a> {
    graph: &'a Graph,
    all: EventSet,
    done: FxHashMap<(NodeId, bool), EventSet>,
}

impl Algebra<'_> {
    fn of(&mut self, id: NodeId, negated: bool) -> EventSet {
        if let Some(set) = self.done.get(&(id, negated)) {
            return *set;
        }
        let set = match self.graph.node(id) {
            Node::True | Node::False => {
                if (*self.graph.node(id) == Node::True) != negated {
                    self.all
                } else {
                    EventSet::EMPTY
                }
            }
            Node::Atom(atom) => match self.graph.atom(*atom).map_or(Known::No, |atom| atom.known) {
                Known::No => self.all,
                Known::Always(holds) => {
                    if holds != negated {
                        self.all
                    } else {
                        EventSet::EMPTY
                    }
                }
                Known::Codes(set) => {
                    if negated {
                        self.all.difference(&set)
                    } else {
                        set
                    }
                }
            },
            Node::Not(child) => self.of(*child, !negated),
            Node::And(children) | Node::Or(children) => {
                let conjunction = matches!(self.graph.node(id), Node::And(_)) != negated;
                let mut set = if conjunction { self.all } else { EventSet::EMPTY };
                for child in children.iter() {
                    let more = self.of(*child, negated);
                    set = if conjunction { set.intersection(&more) } else { set.union(&more) };
                }
                set
            }
        };
        self.done.insert((id, negated), set);
        set
    }
}
