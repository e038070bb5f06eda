//! What a process alone decides: answers of questions that read only the process, and with them the conditions that
//! can no longer hold for it. Kept in a table beside the world, valid while the process and its ancestors are what
//! they were.

use super::plan::{Entry, Plans};
use crate::compile::graph::{Atom, AtomId, Graph, Node, NodeId};
use crate::compile::test::Test;
use skua_event::{EventCode, EventSet};
use skua_fields::{Field, Scope};
use skua_world::View;

const NOT_OF_PROCESS: u32 = u32::MAX;

/// Everything remembered about processes.
#[derive(Debug)]
pub(super) struct Processes {
    slots: Vec<Slot>,
    places: Places,
}

/// Where answers are kept.
#[derive(Debug)]
struct Places {
    /// By atom: its number among those that read only the process.
    atoms: Vec<u32>,
    atom_words: usize,
    root_words: usize,
    /// By node: something below reads only the process.
    touched: Vec<bool>,
}

/// One process.
#[derive(Debug, Default)]
struct Slot {
    valid: bool,
    generation: u32,
    epoch: u32,
    /// Event types whose conditions were looked through, and those of which none can hold.
    checked: EventSet,
    dead: EventSet,
    atoms_known: Vec<u64>,
    atoms: Vec<u64>,
    roots_known: Vec<u64>,
    roots_dead: Vec<u64>,
}

/// The process of an event with what is remembered about it.
pub(super) struct Process<'a> {
    slot: &'a mut Slot,
    places: &'a Places,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Answer {
    Yes,
    No,
    Open,
}

/// The question reads nothing but the process, its ancestors and its container. What it reads of other processes (the
/// leaders of its session and group) or of its main thread changes without notice, and is asked each time.
fn only_process(atom: &Atom) -> bool {
    let mut elsewhere = false;
    let mut look = |field: &Field| {
        let name = field.info.name;
        elsewhere |= name == "proc.cwd"
            || name == "proc.sname"
            || ["proc.sid.", "proc.vpgid.", "proc.pgid."].iter().any(|leader| name.starts_with(leader));
    };
    atom.operand.fields(&mut look);
    if let Test::With(_, right) = &atom.test {
        right.fields(&mut look);
    }
    !elsewhere && matches!(atom.scope, Scope::Process | Scope::Container)
}

fn bit(words: &[u64], at: u32) -> bool {
    words.get((at / 64) as usize).is_some_and(|word| word >> (at % 64) & 1 == 1)
}

fn set_bit(words: &mut [u64], at: u32, on: bool) {
    if let Some(word) = words.get_mut((at / 64) as usize) {
        if on {
            *word |= 1 << (at % 64);
        } else {
            *word &= !(1 << (at % 64));
        }
    }
}

impl Processes {
    pub(super) fn new(graph: &Graph, plans: &Plans) -> Processes {
        let mut count = 0;
        let atoms: Vec<u32> = graph
            .atoms()
            .iter()
            .map(|atom| {
                if !only_process(atom) {
                    return NOT_OF_PROCESS;
                }
                count += 1;
                count - 1
            })
            .collect();
        // Children come before their parents, so one pass is enough.
        let mut touched: Vec<bool> = Vec::with_capacity(graph.len());
        for index in 0..graph.len() {
            let below = |id: &NodeId| touched.get(id.0 as usize).copied().unwrap_or(true);
            let here = match graph.node(NodeId(index as u32)) {
                Node::True | Node::False => true,
                Node::Atom(atom) => atoms.get(atom.0 as usize).is_some_and(|place| *place != NOT_OF_PROCESS),
                Node::Not(child) => below(child),
                Node::And(children) | Node::Or(children) => children.iter().any(below),
            };
            touched.push(here);
        }
        let places = Places {
            atoms,
            atom_words: (count as usize).div_ceil(64),
            root_words: plans.roots().len().div_ceil(64),
            touched,
        };
        Processes { slots: Vec::new(), places }
    }

    /// What is remembered about an event's process; forgotten first if it has changed. None when the event has no
    /// process.
    pub(super) fn slot(&mut self, view: &View<'_>) -> Option<Process<'_>> {
        let (key, _) = view.thread?;
        let index = key.slot as usize;
        if index >= self.slots.len() {
            self.slots.resize_with(index + 1, Slot::default);
        }
        let slot = self.slots.get_mut(index)?;
        let epoch = view.world.lineage_epoch();
        if !slot.valid || slot.generation != key.generation || slot.epoch != epoch {
            slot.forget(&self.places);
            slot.valid = true;
            slot.generation = key.generation;
            slot.epoch = epoch;
        }
        Some(Process { slot, places: &self.places })
    }
}

impl Slot {
    fn forget(&mut self, places: &Places) {
        let clear = |words: &mut Vec<u64>, count: usize| {
            words.clear();
            words.resize(count, 0);
        };
        self.checked = EventSet::EMPTY;
        self.dead = EventSet::EMPTY;
        clear(&mut self.atoms_known, places.atom_words);
        clear(&mut self.atoms, places.atom_words);
        clear(&mut self.roots_known, places.root_words);
        clear(&mut self.roots_dead, places.root_words);
    }
}

impl Process<'_> {
    /// Some condition of the event type can hold for this process.
    pub(super) fn can_match(
        &mut self,
        view: &View<'_>,
        code: EventCode,
        plan: &[Entry],
        graph: &Graph,
    ) -> bool {
        if self.slot.checked.contains(code) {
            return !self.slot.dead.contains(code);
        }
        let mut alive = false;
        for entry in plan {
            if !bit(&self.slot.roots_known, entry.number) {
                let dead = self.decide(entry.root, view, graph) == Answer::No;
                set_bit(&mut self.slot.roots_known, entry.number, true);
                set_bit(&mut self.slot.roots_dead, entry.number, dead);
            }
            alive |= !self.is_dead(entry);
        }
        self.slot.checked.insert(code);
        if !alive {
            self.slot.dead.insert(code);
        }
        alive
    }

    /// The condition cannot hold for this process.
    #[inline]
    pub(super) fn is_dead(&self, entry: &Entry) -> bool {
        bit(&self.slot.roots_dead, entry.number)
    }

    /// The answer of a question that reads only the process; none for others.
    #[inline]
    pub(super) fn ask(&mut self, id: AtomId, view: &View<'_>, graph: &Graph) -> Option<bool> {
        let place = *self.places.atoms.get(id.0 as usize)?;
        if place == NOT_OF_PROCESS {
            return None;
        }
        if bit(&self.slot.atoms_known, place) {
            return Some(bit(&self.slot.atoms, place));
        }
        let atom = graph.atom(id)?;
        let holds = atom.test.ask(&atom.operand, view);
        set_bit(&mut self.slot.atoms_known, place, true);
        set_bit(&mut self.slot.atoms, place, holds);
        Some(holds)
    }

    fn decide(&mut self, id: NodeId, view: &View<'_>, graph: &Graph) -> Answer {
        if !self.places.touched.get(id.0 as usize).copied().unwrap_or(true) {
            return Answer::Open;
        }
        match graph.node(id) {
            Node::True => Answer::Yes,
            Node::False => Answer::No,
            Node::Atom(atom) => match self.ask(*atom, view, graph) {
                Some(true) => Answer::Yes,
                Some(false) => Answer::No,
                None => Answer::Open,
            },
            Node::Not(child) => match self.decide(*child, view, graph) {
                Answer::Yes => Answer::No,
                Answer::No => Answer::Yes,
                Answer::Open => Answer::Open,
            },
            Node::And(children) => self.join(children, view, graph, Answer::Yes, Answer::No),
            Node::Or(children) => self.join(children, view, graph, Answer::No, Answer::Yes),
        }
    }

    fn join(
        &mut self,
        children: &[NodeId],
        view: &View<'_>,
        graph: &Graph,
        neutral: Answer,
        decisive: Answer,
    ) -> Answer {
        let mut answer = neutral;
        for child in children {
            let child = self.decide(*child, view, graph);
            if child == decisive {
                return decisive;
            }
            if child == Answer::Open {
                answer = Answer::Open;
            }
        }
        answer
    }
}
