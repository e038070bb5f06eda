//! Cgroup paths, which tenants name in part: an id that is found is a piece of the path.
#![no_main]

libfuzzer_sys::fuzz_target!(|path: &[u8]| {
    if let Some(container) = skua_workload::container_of_cgroup(path) {
        assert!(path.windows(container.id.len()).any(|piece| piece == container.id));
        assert!(container.short_id().len() <= container.id.len());
    }
});
