//! Many questions to one field, answered by one lookup: equal texts by a hash table, prefixes and substrings by one
//! pass of an automaton.

use crate::compile::graph::{AtomId, Graph};
use crate::compile::operand::{Operand, bytes_of};
use crate::compile::test::Test;
use aho_corasick::{AhoCorasick, Anchored, Input, MatchKind, StartKind};
use rustc_hash::FxHashMap;
use skua_fields::{Field, FieldType, Reach};
use skua_world::View;

/// Questions fewer than this are cheaper asked one by one.
const SMALLEST_SEARCH: usize = 4;
const SMALLEST_TABLE: usize = 2;

/// Questions to one field.
#[derive(Debug)]
pub(super) struct Group {
    field: Field,
    /// Answers that hold for any value, as those of `!=` that the lookup does not take back.
    base: Vec<u64>,
    lookup: Lookup,
    /// Where the answers are kept.
    pub(super) first_word: usize,
}

#[derive(Debug)]
enum Lookup {
    /// Texts with the answers they turn over.
    Table(FxHashMap<Box<[u8]>, Box<[u32]>>),
    /// Patterns with the answers that they make true.
    Search { automaton: Box<AhoCorasick>, anchored: Anchored, answers: Vec<Box<[u32]>> },
}

/// Where an atom's answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    Alone,
    Group { group: u32, bit: u32 },
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Sort {
    Table,
    Prefix,
    Substring,
}

/// Puts questions together. Gives the groups, each atom's place, and the number of words that the answers take.
pub(super) fn groups(graph: &Graph) -> (Vec<Group>, Vec<Asked>, usize) {
    let mut sorted: std::collections::BTreeMap<(String, Sort), Vec<AtomId>> =
        std::collections::BTreeMap::new();
    let mut asked = vec![Asked::Alone; graph.atoms().len()];
    for (index, atom) in graph.atoms().iter().enumerate() {
        let Operand::Field(field) = &atom.operand else { continue };
        let text = matches!(field.kind, FieldType::Charbuf | FieldType::Fspath | FieldType::Fsrelpath);
        if !text || field.info.is_list || field.reach() != Reach::Single {
            continue;
        }
        let sort = match &atom.test {
            Test::Eq(_) | Test::Ne(_) | Test::Texts(_) => Sort::Table,
            Test::StartsWith(prefix) if !prefix.is_empty() => Sort::Prefix,
            Test::Contains(needle) if !needle.is_empty() => Sort::Substring,
            _ => continue,
        };
        sorted.entry((field.to_string(), sort)).or_default().push(AtomId(index as u32));
    }
    let mut groups = Vec::new();
    let mut words = 0;
    for ((_, sort), atoms) in sorted {
        let smallest = if sort == Sort::Table { SMALLEST_TABLE } else { SMALLEST_SEARCH };
        if atoms.len() < smallest {
            continue;
        }
        let Some(group) = group(graph, sort, &atoms, words) else { continue };
        for (bit, atom) in atoms.iter().enumerate() {
            if let Some(asked) = asked.get_mut(atom.0 as usize) {
                *asked = Asked::Group { group: groups.len() as u32, bit: bit as u32 };
            }
        }
        words += group.base.len();
        groups.push(group);
    }
    (groups, asked, words)
}

fn group(graph: &Graph, sort: Sort, atoms: &[AtomId], first_word: usize) -> Option<Group> {
    let mut base = vec![0u64; atoms.len().div_ceil(64)];
    let mut answers: FxHashMap<Box<[u8]>, Vec<u32>> = FxHashMap::default();
    let mut field = None;
    for (bit, id) in atoms.iter().enumerate() {
        let atom = graph.atom(*id)?;
        if let Operand::Field(found) = &atom.operand {
            field = Some(found.clone());
        }
        let mut add = |text: &[u8]| answers.entry(text.into()).or_default().push(bit as u32);
        match &atom.test {
            Test::Eq(value) => add(bytes_of(value)?),
            Test::Ne(value) => {
                add(bytes_of(value)?);
                if let Some(word) = base.get_mut(bit / 64) {
                    *word |= 1 << (bit % 64);
                }
            }
            Test::Texts(set) => set.iter().for_each(|text| add(text)),
            Test::StartsWith(text) | Test::Contains(text) => add(text),
            _ => return None,
        }
    }
    let lookup = match sort {
        Sort::Table => {
            Lookup::Table(answers.into_iter().map(|(text, bits)| (text, bits.into_boxed_slice())).collect())
        }
        Sort::Prefix | Sort::Substring => {
            let (patterns, answers): (Vec<_>, Vec<_>) =
                answers.into_iter().map(|(text, bits)| (text, bits.into_boxed_slice())).unzip();
            let anchored = if sort == Sort::Prefix { Anchored::Yes } else { Anchored::No };
            let start = if sort == Sort::Prefix { StartKind::Anchored } else { StartKind::Unanchored };
            let automaton = AhoCorasick::builder()
                .match_kind(MatchKind::Standard)
                .start_kind(start)
                .build(&patterns)
                .ok()?;
            Lookup::Search { automaton: Box::new(automaton), anchored, answers }
        }
    };
    Some(Group { field: field?, base, lookup, first_word })
}

impl Group {
    /// Answers every question of the group for an event. Without a value all answers are no.
    pub(super) fn answer(&self, view: &View<'_>, words: &mut [u64]) {
        let Some(words) = words.get_mut(self.first_word..self.first_word + self.base.len()) else { return };
        let value = self.field.extract(view);
        let Some(bytes) = value.as_ref().and_then(bytes_of) else {
            words.fill(0);
            return;
        };
        words.copy_from_slice(&self.base);
        match &self.lookup {
            Lookup::Table(table) => {
                for bit in table.get(bytes).into_iter().flatten() {
                    if let Some(word) = words.get_mut((bit / 64) as usize) {
                        *word ^= 1 << (bit % 64);
                    }
                }
            }
            Lookup::Search { automaton, anchored, answers } => {
                let input = Input::new(bytes).anchored(*anchored);
                let mut state = aho_corasick::automaton::OverlappingState::start();
                // The automaton was built for this kind of search, so it cannot refuse it; a search that found
                // nothing would give wrong answers, and the property test would tell.
                while automaton.try_find_overlapping(input.clone(), &mut state).is_ok() {
                    let Some(found) = state.get_match() else { break };
                    for bit in answers.get(found.pattern().as_usize()).into_iter().flatten() {
                        if let Some(word) = words.get_mut((bit / 64) as usize) {
                            *word |= 1 << (bit % 64);
                        }
                    }
                }
            }
        }
    }
}
