//! Decides conditions for one event.

use super::EngineOptions;
use super::group::{Asked, Group, groups};
use super::partial::Process;
use super::plan::Plans;
use crate::compile::graph::{AtomId, Graph, Node, NodeId};
use skua_world::View;

/// Decides conditions, and remembers answers for as long as one event lasts.
#[derive(Debug)]
pub(super) struct Asker {
    remember: bool,
    /// Counts events. An answer counts if it carries this number.
    generation: u32,
    /// By node: generation and answer in the lowest bit.
    nodes: Vec<u32>,
    groups: Vec<Group>,
    asked: Vec<Asked>,
    /// By group: generation in which it was answered.
    answered: Vec<u32>,
    answers: Vec<u64>,
}

impl Asker {
    pub(super) fn new(graph: &Graph, _plans: &Plans, options: &EngineOptions) -> Asker {
        let (groups, asked, words) = if options.group_questions {
            groups(graph)
        } else {
            (Vec::new(), vec![Asked::Alone; graph.atoms().len()], 0)
        };
        Asker {
            remember: options.remember_answers,
            generation: 0,
            nodes: vec![0; if options.remember_answers { graph.len() } else { 0 }],
            answered: vec![0; groups.len()],
            groups,
            asked,
            answers: vec![0; words],
        }
    }

    /// A new event: what was remembered counts no more.
    #[inline]
    pub(super) fn begin(&mut self) {
        self.generation += 1;
        if self.generation >= u32::MAX / 2 {
            self.generation = 1;
            self.nodes.fill(0);
            self.answered.fill(0);
        }
    }

    /// The condition holds for the event.
    pub(super) fn holds(
        &mut self,
        id: NodeId,
        view: &View<'_>,
        graph: &Graph,
        mut process: Option<&mut Process<'_>>,
    ) -> bool {
        self.decide(id, view, graph, &mut process)
    }

    fn decide(
        &mut self,
        id: NodeId,
        view: &View<'_>,
        graph: &Graph,
        process: &mut Option<&mut Process<'_>>,
    ) -> bool {
        if self.remember
            && let Some(answer) = self.nodes.get(id.0 as usize)
            && answer >> 1 == self.generation
        {
            return answer & 1 == 1;
        }
        let holds = match graph.node(id) {
            Node::True => true,
            Node::False => false,
            Node::Atom(atom) => self.ask(*atom, view, graph, process),
            Node::Not(child) => !self.decide(*child, view, graph, process),
            Node::And(children) => children.iter().all(|child| self.decide(*child, view, graph, process)),
            Node::Or(children) => children.iter().any(|child| self.decide(*child, view, graph, process)),
        };
        if self.remember
            && let Some(answer) = self.nodes.get_mut(id.0 as usize)
        {
            *answer = self.generation << 1 | u32::from(holds);
        }
        holds
    }

    fn ask(
        &mut self,
        id: AtomId,
        view: &View<'_>,
        graph: &Graph,
        process: &mut Option<&mut Process<'_>>,
    ) -> bool {
        if let Some(process) = process
            && let Some(answer) = process.ask(id, view, graph)
        {
            return answer;
        }
        let place = self.asked.get(id.0 as usize).copied().unwrap_or(Asked::Alone);
        let Asked::Group { group, bit } = place else {
            return graph.atom(id).is_some_and(|atom| atom.test.ask(&atom.operand, view));
        };
        let (Some(group), Some(answered)) =
            (self.groups.get(group as usize), self.answered.get_mut(group as usize))
        else {
            return false;
        };
        // Without memory each question is asked anew.
        if *answered != self.generation || !self.remember {
            group.answer(view, &mut self.answers);
            *answered = self.generation;
        }
        self.answers
            .get(group.first_word + (bit / 64) as usize)
            .is_some_and(|word| word >> (bit % 64) & 1 == 1)
    }
}
