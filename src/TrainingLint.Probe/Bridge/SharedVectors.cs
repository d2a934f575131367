using System;
using System.IO;
using System.IO.MemoryMappedFiles;
using System.Numerics.Tensors;

namespace TrainingLint.Probe.Bridge;

/// <summary>
/// The memory that both processes see: one memory-mapped file with a region for each kind of vector. It has no name where the system can do
/// without one, and loses it once the child has it open elsewhere, so that nothing is left whichever process dies.
/// </summary>
internal sealed unsafe class SharedVectors : IDisposable
{
    private const int Alignment = 64;
    private const long LargestBlock = 64 << 20;
    private const int MostVectors = 4;
    private const string MemoryDirectory = "/dev/shm";

    private readonly ProblemDescription _problem;
    private readonly string _name;
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;
    private bool _isDisposed;

    /// <summary>Makes the file, in memory where there is room for it.</summary>
    /// <exception cref="BridgeException">There is no room.</exception>
    public SharedVectors(ProblemDescription problem)
    {
        _problem = problem;
        var vector = (long)problem.ParameterCount * problem.NumberSize;
        Width = (int)Math.Clamp(LargestBlock / Math.Max(1, vector), 1, MostVectors);
        Offsets = Layout(vector, Width, (long)problem.SampleCount * sizeof(int));
        (Path, var file) = Create(Offsets.End);
        _name = file.Name;
        _file = MemoryMappedFile.CreateFromFile(file, null, Offsets.End, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None,
            leaveOpen: false);
        _view = _file.CreateViewAccessor(0, Offsets.End);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
    }

    /// <summary>By which the child can open the file, until <see cref="Unname"/>.</summary>
    public string Path { get; }

    /// <summary>Vectors that fit into one command.</summary>
    public int Width { get; }

    /// <summary>Where each region starts, in bytes.</summary>
    public Regions Offsets { get; }

    /// <summary>Where the regions of the file start, in bytes.</summary>
    public sealed record Regions(long Parameters, long Gradient, long Vectors, long Products, long Indices, long Classes, long End);

    /// <summary>The sample numbers of a command.</summary>
    public Span<int> Indices => Region<int>(Offsets.Indices, _problem.SampleCount);

    /// <summary>The predicted classes.</summary>
    public ReadOnlySpan<int> Classes => Region<int>(Offsets.Classes, _problem.SampleCount);

    /// <summary>Removes the file's name; the memory stays with those who have it open.</summary>
    public void Unname()
    {
        // Windows keeps names while a file is open, and removes them at its end.
        if (!OperatingSystem.IsWindows())
        {
            File.Delete(_name);
        }
    }

    /// <summary>Writes numbers at an offset, rounded to the problem's precision.</summary>
    public void Write(long offset, ReadOnlySpan<double> numbers)
    {
        if (_problem.IsSingle)
        {
            TensorPrimitives.ConvertChecked<double, float>(numbers, Region<float>(offset, numbers.Length));
        }
        else
        {
            numbers.CopyTo(Region<double>(offset, numbers.Length));
        }
    }

    /// <summary>Reads numbers at an offset.</summary>
    public void Read(long offset, Span<double> numbers)
    {
        if (_problem.IsSingle)
        {
            TensorPrimitives.ConvertChecked<float, double>(Region<float>(offset, numbers.Length), numbers);
        }
        else
        {
            Region<double>(offset, numbers.Length).CopyTo(numbers);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
        File.Delete(_name);
    }

    private Span<T> Region<T>(long offset, int count)
        where T : unmanaged
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return offset + ((long)count * sizeof(T)) <= Offsets.End
            ? new Span<T>(_start + offset, count)
            : throw new ArgumentOutOfRangeException(nameof(count), FormattableString.Invariant($"{count} numbers do not fit into the shared memory"));
    }

    private static Regions Layout(long vector, int width, long integers)
    {
        static long Aligned(long offset) => (offset + Alignment - 1) / Alignment * Alignment;
        var gradient = Aligned(vector);
        var vectors = Aligned(gradient + vector);
        var products = Aligned(vectors + (width * vector));
        var indices = Aligned(products + (width * vector));
        var classes = Aligned(indices + integers);
        return new Regions(0, gradient, vectors, products, indices, classes, Aligned(classes + integers));
    }

    private static (string Path, FileStream File) Create(long bytes)
    {
        var inMemory = Directory.Exists(MemoryDirectory) && FreeSpace(MemoryDirectory) > 2 * bytes;
        var path = System.IO.Path.Combine(inMemory ? MemoryDirectory : System.IO.Path.GetTempPath(),
            FormattableString.Invariant($"traininglint-{Environment.ProcessId}-{Guid.NewGuid():N}.vectors"));
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            var file = new FileStream(path, options);
            path = WithoutName(file);
            Claim(file, bytes);
            return (path, file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new BridgeException(BridgeFailure.Setup,
                FormattableString.Invariant($"there is no room for {Math.Max(1, bytes >> 20)} MB of shared vectors in '{System.IO.Path.GetDirectoryName(path)}'"), inner: failure);
        }
    }

    /// <summary>On Linux an open file can be reached without a name of its own, so that it goes with the last process that has it.</summary>
    private static string WithoutName(FileStream file)
    {
        var descriptor = FormattableString.Invariant($"/proc/{Environment.ProcessId}/fd/{file.SafeFileHandle.DangerousGetHandle()}");
        if (!OperatingSystem.IsLinux() || !File.Exists(descriptor))
        {
            return file.Name;
        }

        File.Delete(file.Name);
        return descriptor;
    }

    /// <summary>Room is claimed now: a page that cannot be had later would end the process without a word.</summary>
    private static void Claim(FileStream file, long bytes)
    {
        var zeros = new byte[Math.Min(bytes, 1 << 20)];
        for (var written = 0L; written < bytes; written += zeros.Length)
        {
            file.Write(zeros.AsSpan(0, (int)Math.Min(zeros.Length, bytes - written)));
        }

        file.Flush();
    }

    private static long FreeSpace(string directory)
    {
        try
        {
            return new DriveInfo(directory).AvailableFreeSpace;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return 0;
        }
    }
}
