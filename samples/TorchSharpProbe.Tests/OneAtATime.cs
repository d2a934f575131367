using System.Runtime.CompilerServices;
using TorchSharp;
using Xunit;

// torch has one generator of random numbers for the whole process, which models draw their first weights from: probes take turns.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace TorchSharpProbe;

internal static class OneThread
{
    /// <summary>These models are too small for more.</summary>
    [ModuleInitializer]
    internal static void Use() => torch.set_num_threads(1);
}
