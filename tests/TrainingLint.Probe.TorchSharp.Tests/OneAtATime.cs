using System.Runtime.CompilerServices;
using TorchSharp;

// torch has one generator of random numbers for the whole process: tests that seed it and look at it take turns.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace TrainingLint.Probe.TorchSharp.Tests;

internal static class OneThread
{
    /// <summary>These models are too small for more, and threads that wait for each other take minutes on a machine with other work.</summary>
    [ModuleInitializer]
    internal static void Use() => torch.set_num_threads(1);
}
