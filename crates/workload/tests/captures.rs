//! Container ids as the real Falco gave them for recorded threads.

use serde_json::Value;
use skua_workload::container_of_cgroup;
use std::path::Path;
use std::process::Command;

#[test]
fn ids_equal_those_of_recorded_threads() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/captures");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        println!("skipped: no captures beside the workspace");
        return;
    };
    let mut compared = 0;
    let mut contained = 0;
    for entry in entries.flatten() {
        let path = entry.path();
        if !path.to_string_lossy().ends_with(".fields.jsonl.zst") {
            continue;
        }
        let output = match Command::new("zstd").arg("-dcq").arg(&path).output() {
            Ok(output) if output.status.success() => output.stdout,
            _ => {
                println!("skipped: zstd is needed to unpack {}", path.display());
                return;
            }
        };
        for line in output.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            let fields: Value = serde_json::from_slice(line).expect("a line of JSON");
            let text = |name: &str| fields.get(name).and_then(Value::as_str);
            let (Some(cgroups), Some(id)) = (text("thread.cgroups"), text("container.id")) else { continue };
            let found = cgroups
                .split(' ')
                .filter_map(|entry| entry.split_once('='))
                .find_map(|(_, path)| container_of_cgroup(path.as_bytes()));
            let ours = found.map_or(&b"host"[..], |found| found.short_id());
            assert_eq!(ours, id.as_bytes(), "{cgroups}");
            compared += 1;
            contained += usize::from(id != "host");
        }
    }
    println!("compared {compared} events, {contained} of them in containers");
    assert!(compared > 0 && contained > 0);
}
