//! Rules as they stand after loading.

use crate::compile::graph::{AtomId, Graph, NodeId};
use crate::format::Format;
use crate::load::{LoadOptions, LoadReport, Source};
use serde::{Serialize, Serializer};
use skua_alert::{Alert, FieldValue, Priority};
use skua_diag::Span;
use skua_event::EventSet;
use skua_fields::{Field, Scope};
use skua_world::View;
use std::fmt;
use std::sync::Arc;

/// Place of a rule in its set, in load order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RuleId(pub u32);

/// One rule.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its place.
    pub id: RuleId,
    /// Name.
    pub name: Arc<str>,
    /// Description.
    pub description: String,
    /// Priority of its alerts.
    pub priority: Priority,
    /// Event source.
    pub source: Arc<str>,
    /// Tags, in the order of their bytes.
    pub tags: Arc<[String]>,
    /// Takes part in matching.
    pub enabled: bool,
    /// A match should start a recording.
    pub capture: bool,
    /// Length of that recording in milliseconds, 0 for the default.
    pub capture_duration_ms: u64,
    /// Where it is defined.
    pub span: Span,
    /// Event types it can match.
    pub events: EventSet,
    /// The condition as written, with what was appended.
    pub condition: String,
    pub(crate) root: NodeId,
    /// The output as written, with what was appended.
    pub output: String,
    pub(crate) format: Format,
    pub(crate) reads_container: bool,
}

impl Rule {
    /// Its condition or its output reads what only a container runtime tells, which may come later than the event.
    pub fn reads_container(&self) -> bool {
        self.reads_container
    }

    /// The alert for an event that the rule matched.
    pub fn render(&self, view: &View<'_>, hostname: &Arc<str>) -> Alert {
        let mut output_fields = self.format.fields(view);
        let time_ns = view.event.timestamp();
        // The line begins with the time, so the time is one of its fields; as a field it is the moment in nanoseconds.
        output_fields.retain(|(name, _)| name != "evt.time");
        output_fields.insert(0, ("evt.time".into(), FieldValue::Uint(time_ns)));
        Alert {
            time_ns,
            rule: Arc::clone(&self.name),
            priority: self.priority,
            source: Arc::clone(&self.source),
            hostname: Arc::clone(hostname),
            message: self.format.message(view),
            output_fields,
            tags: Arc::clone(&self.tags),
        }
    }
}

/// An alert whose container's metadata has not come yet, as it looks without.
#[derive(Clone, Debug)]
pub struct Incomplete {
    /// The alert as it is.
    pub alert: Alert,
    parts: Vec<String>,
}

impl Rule {
    /// The alert as [`Rule::render`] gives it, kept so that [`Rule::complete`] can fill in the container's metadata.
    pub fn render_incomplete(&self, view: &View<'_>, hostname: &Arc<str>) -> Incomplete {
        Incomplete { alert: self.render(view, hostname), parts: self.format.parts(view) }
    }

    /// Fills in what the container runtime has told meanwhile. Everything else stays as it was at the event: ancestors
    /// and descriptors may be gone by now.
    pub fn complete(&self, incomplete: Incomplete, view: &View<'_>) -> Alert {
        let Incomplete { mut alert, parts } = incomplete;
        alert.message = self.format.completed(&parts, view);
        for (name, value) in self.format.fields(view) {
            if crate::format::tells_of_container(&name)
                && let Some((_, kept)) = alert.output_fields.iter_mut().find(|(known, _)| *known == name)
            {
                *kept = value;
            }
        }
        alert
    }
}

/// What rules need of the sensor beyond event types.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// Environments of processes.
    pub environment: bool,
    /// Data that is read and written.
    pub data: bool,
}

/// Why a rule is what it is: for people.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Explanation {
    /// The rule.
    pub rule: String,
    /// Names of the event types it looks at, each once.
    pub event_types: Vec<&'static str>,
    /// It looks at every event type.
    pub all_events: bool,
    /// Fields that its condition reads.
    pub fields: Vec<String>,
    /// Its comparisons with what they depend on and how many rules share them.
    pub atoms: Vec<ExplainedAtom>,
    /// Comparisons that read only the process: decided when it starts or changes, not for each event.
    pub per_process: usize,
    /// Estimated cost of deciding it from nothing, in units of one hash lookup.
    pub cost: u32,
}

/// One comparison of a rule.
#[derive(Clone, Debug, Serialize)]
pub struct ExplainedAtom {
    /// As in a condition.
    pub text: String,
    /// What its answer depends on: decided once per process when at most that.
    #[serde(serialize_with = "scope_name")]
    pub scope: Scope,
    /// Number of rules that have the same comparison.
    pub shared_by: usize,
    /// Estimated cost in units of one hash lookup.
    pub cost: u32,
}

/// Rules, checked and compiled.
#[derive(Clone, Debug)]
pub struct RuleSet {
    rules: Vec<Rule>,
    pub(crate) graph: Graph,
}

impl RuleSet {
    pub(crate) fn new(rules: Vec<Rule>, graph: Graph) -> RuleSet {
        let mut set = RuleSet { rules, graph };
        for index in 0..set.rules.len() {
            let Some(rule) = set.rules.get(index) else { continue };
            let mut reads = false;
            let mut look = |field: &Field| reads |= field.scope() == Scope::Container;
            set.fields_of(rule, &mut look);
            rule.format.operands().for_each(|operand| operand.fields(&mut look));
            if let Some(rule) = set.rules.get_mut(index) {
                rule.reads_container = reads;
            }
        }
        set
    }

    /// Loads rule files in order.
    pub fn load(files: &[Source], options: &LoadOptions) -> LoadReport {
        crate::load::load(files, options)
    }

    /// The rules in load order.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// A rule.
    pub fn rule(&self, id: RuleId) -> Option<&Rule> {
        self.rules.get(id.0 as usize)
    }

    /// The event types that enabled rules look at.
    pub fn events(&self) -> EventSet {
        let enabled = self.rules.iter().filter(|rule| rule.enabled);
        enabled.fold(EventSet::EMPTY, |set, rule| set.union(&rule.events))
    }

    /// What enabled rules need of the sensor.
    pub fn needs(&self) -> Needs {
        let mut needs = Needs::default();
        for rule in self.rules.iter().filter(|rule| rule.enabled) {
            let mut look = |field: &Field| {
                let name = field.info.name;
                needs.environment |= name == "proc.env" || name == "proc.aenv";
                needs.data |= name.starts_with("evt.buffer") || name == "evt.is_syslog";
            };
            self.fields_of(rule, &mut look);
            rule.format.operands().for_each(|operand| operand.fields(&mut look));
        }
        needs
    }

    fn fields_of(&self, rule: &Rule, found: &mut dyn FnMut(&Field)) {
        self.graph.atoms_below(rule.root, &mut |atom| self.fields_of_atom(atom, found));
    }

    fn fields_of_atom(&self, atom: AtomId, found: &mut dyn FnMut(&Field)) {
        if let Some(atom) = self.graph.atom(atom) {
            atom.operand.fields(&mut |field| found(field));
            if let crate::compile::test::Test::With(_, right) = &atom.test {
                right.fields(&mut |field| found(field));
            }
        }
    }

    /// Switches rules on or off whose name matches a pattern (`*` any text); says how many.
    pub fn enable_by_name(&mut self, pattern: &str, enabled: bool) -> usize {
        let parts: Vec<&str> = pattern.split('*').collect();
        self.enable_where(enabled, |rule| matches_wildcard(&parts, &rule.name))
    }

    /// Switches rules off whose name matches a pattern (`*` any text); says how many.
    pub fn disable_by_name(&mut self, pattern: &str) -> usize {
        self.enable_by_name(pattern, false)
    }

    /// Switches rules off that have a tag; says how many.
    pub fn disable_by_tag(&mut self, tag: &str) -> usize {
        self.enable_by_tag(tag, false)
    }

    /// Switches rules on or off that have a tag; says how many.
    pub fn enable_by_tag(&mut self, tag: &str, enabled: bool) -> usize {
        self.enable_where(enabled, |rule| rule.tags.iter().any(|known| known == tag))
    }

    /// Switches rules off whose priority is lower than that; says how many.
    pub fn disable_below(&mut self, priority: Priority) -> usize {
        self.enable_where(false, |rule| rule.priority.severity() > priority.severity())
    }

    fn enable_where(&mut self, enabled: bool, concerned: impl Fn(&Rule) -> bool) -> usize {
        let mut count = 0;
        for rule in self.rules.iter_mut().filter(|rule| concerned(rule)) {
            rule.enabled = enabled;
            count += 1;
        }
        count
    }

    /// What a rule looks at and what that costs.
    pub fn explain(&self, id: RuleId) -> Option<Explanation> {
        let rule = self.rule(id)?;
        let mut event_types: Vec<&'static str> = Vec::new();
        for info in rule.events.iter().filter_map(|code| code.info()) {
            if info.code != skua_event::code::ASYNCEVENT_E && !event_types.contains(&info.name) {
                event_types.push(info.name);
            }
        }
        let mut users: rustc_hash::FxHashMap<AtomId, usize> = rustc_hash::FxHashMap::default();
        for other in &self.rules {
            self.graph.atoms_below(other.root, &mut |atom| *users.entry(atom).or_default() += 1);
        }
        let mut fields = Vec::new();
        self.fields_of(rule, &mut |field| {
            let name = field.to_string();
            if !fields.contains(&name) {
                fields.push(name);
            }
        });
        let mut atoms = Vec::new();
        self.graph.atoms_below(rule.root, &mut |id| {
            if let Some(atom) = self.graph.atom(id) {
                atoms.push(ExplainedAtom {
                    text: atom.text.clone(),
                    scope: atom.scope,
                    shared_by: users.get(&id).copied().unwrap_or(1),
                    cost: crate::matcher::cost(atom),
                });
            }
        });
        atoms.sort_by(|left, right| left.cost.cmp(&right.cost).then_with(|| left.text.cmp(&right.text)));
        Some(Explanation {
            rule: rule.name.to_string(),
            per_process: atoms
                .iter()
                .filter(|atom| matches!(atom.scope, Scope::Process | Scope::Container))
                .count(),
            all_events: rule.events.len() == EventSet::all().len(),
            event_types,
            fields,
            cost: atoms.iter().map(|atom| atom.cost).sum(),
            atoms,
        })
    }
}

/// `*` stands for any text, everything else for itself.
fn matches_wildcard(parts: &[&str], name: &str) -> bool {
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return false };
    if parts.len() == 1 {
        return *first == name;
    }
    let Some(mut rest) = name.strip_prefix(first) else { return false };
    for part in parts.iter().skip(1).take(parts.len() - 2) {
        match rest.find(part) {
            Some(at) => rest = rest.get(at + part.len()..).unwrap_or_default(),
            None => return false,
        }
    }
    rest.ends_with(last)
}

fn scope_name<S: Serializer>(scope: &Scope, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(scope_word(*scope))
}

fn scope_word(scope: Scope) -> &'static str {
    match scope {
        Scope::EventType => "event type",
        Scope::Process => "process",
        Scope::Container => "container",
        Scope::Descriptor => "descriptor",
        Scope::Event => "event",
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.rule)?;
        if self.all_events {
            writeln!(f, "  looks at every event type")?;
        } else {
            writeln!(f, "  looks at {}", self.event_types.join(" "))?;
        }
        writeln!(f, "  reads {}", self.fields.join(" "))?;
        writeln!(
            f,
            "  makes {} comparisons, {} of them once per process; deciding it from nothing costs about {} lookups",
            self.atoms.len(),
            self.per_process,
            self.cost
        )?;
        writeln!(f, "\n  {:>4}  {:<10}  {:>5}  comparison", "cost", "depends on", "rules")?;
        for atom in &self.atoms {
            let text: String = if atom.text.chars().count() > 100 {
                atom.text.chars().take(97).chain("...".chars()).collect()
            } else {
                atom.text.clone()
            };
            writeln!(f, "  {:>4}  {:<10}  {:>5}  {text}", atom.cost, scope_word(atom.scope), atom.shared_by)?;
        }
        Ok(())
    }
}
