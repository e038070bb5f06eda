//! The known name that somebody probably meant.

/// The candidate that is nearest to `name`, when it is near enough to be worth naming: at most a third of its
/// characters differ. Transposed neighbours count as one difference. The first of equally near ones wins.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (name.chars().count() / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let bound = best.map_or(limit, |(distance, _)| distance.saturating_sub(1));
        if candidate.len().abs_diff(name.len()) > bound * 4 {
            continue;
        }
        let distance = distance(name, candidate);
        if distance <= bound && best.is_none_or(|(so_far, _)| distance < so_far) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Optimal string alignment distance, letters of either case being equal.
fn distance(left: &str, right: &str) -> usize {
    let left: Vec<char> = left.chars().map(|c| c.to_ascii_lowercase()).collect();
    let right: Vec<char> = right.chars().map(|c| c.to_ascii_lowercase()).collect();
    let width = right.len() + 1;
    let mut before = vec![0usize; width];
    let mut above: Vec<usize> = (0..width).collect();
    let mut row = vec![0usize; width];
    for i in 1..=left.len() {
        row[0] = i;
        for j in 1..width {
            let same = usize::from(left[i - 1] != right[j - 1]);
            row[j] = (above[j] + 1).min(row[j - 1] + 1).min(above[j - 1] + same);
            if i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        std::mem::swap(&mut before, &mut above);
        std::mem::swap(&mut above, &mut row);
    }
    above[width - 1]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_near_names_are_offered() {
        let known = ["proc.name", "proc.pname", "fd.name", "evt.type"];
        assert_eq!(nearest("proc.nam", known), Some("proc.name"));
        assert_eq!(nearest("porc.name", known), Some("proc.name"));
        assert_eq!(nearest("EVT.TYPE", known), Some("evt.type"));
        assert_eq!(nearest("container.id", known), None);
        assert_eq!(nearest("", known), None);
    }
}
