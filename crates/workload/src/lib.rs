//! Containers, pods and workloads as other rooms name them.
