using System;
using System.Reflection;
using System.Runtime.InteropServices;

namespace nanoFramework.M2Mqtt
{
    /// <summary>The part of libmosquitto 2.0 (mosquitto.h) that the client's twin needs.</summary>
    internal static class LibMosquitto
    {
        public const int Success = 0;

        /// <summary>mosq_opt_t MOSQ_OPT_PROTOCOL_VERSION.</summary>
        public const int OptionProtocolVersion = 1;

        /// <summary>MOSQ_LOG_ERR.</summary>
        public const int LogError = 8;

        private const string Library = "libmosquitto.so.1";

        static LibMosquitto()
        {
            NativeLibrary.SetDllImportResolver(typeof(LibMosquitto).Assembly, Resolve);
            _ = mosquitto_lib_init();
        }

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        public delegate void CodeCallback(IntPtr client, IntPtr state, int code);

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        public delegate void MessageCallback(IntPtr client, IntPtr state, IntPtr message);

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        public delegate void SubscribedCallback(IntPtr client, IntPtr state, int id, int count, IntPtr granted);

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        public delegate void LogCallback(IntPtr client, IntPtr state, int level, IntPtr text);

        /// <summary>Loads the library now, so that its absence is said once and clearly.</summary>
        /// <exception cref="DllNotFoundException">It is not installed; the message says what to install.</exception>
        public static void Demand()
        {
            try
            {
                _ = mosquitto_lib_version(out _, out _, out _);
            }
            catch (TypeInitializationException e) when (e.InnerException is DllNotFoundException)
            {
                throw new DllNotFoundException(e.InnerException.Message);
            }
        }

        /// <summary>What a return code means.</summary>
        public static string Describe(int code)
        {
            return Marshal.PtrToStringUTF8(mosquitto_strerror(code));
        }

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int mosquitto_lib_version(out int major, out int minor, out int revision);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern IntPtr mosquitto_new([MarshalAs(UnmanagedType.LPUTF8Str)] string id, [MarshalAs(UnmanagedType.U1)] bool cleanSession, IntPtr state);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern void mosquitto_destroy(IntPtr client);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int mosquitto_threaded_set(IntPtr client, [MarshalAs(UnmanagedType.U1)] bool threaded);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int mosquitto_int_option(IntPtr client, int option, int value);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int mosquitto_username_pw_set(IntPtr client, [MarshalAs(UnmanagedType.LPUTF8Str)] string user, [MarshalAs(UnmanagedType.LPUTF8Str)] string password);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int mosquitto_will_set(IntPtr client, [MarshalAs(UnmanagedType.LPUTF8Str)] string topic, int length, byte[] payload, int qos, [MarshalAs(UnmanagedType.U1)] bool retain);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int mosquitto_tls_set(IntPtr client, [MarshalAs(UnmanagedType.LPUTF8Str)] string caFile, IntPtr caPath, IntPtr certFile, IntPtr keyFile, IntPtr passwordCallback);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int mosquitto_tls_opts_set(IntPtr client, int verify, [MarshalAs(UnmanagedType.LPUTF8Str)] string version, IntPtr ciphers);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int mosquitto_connect(IntPtr client, [MarshalAs(UnmanagedType.LPUTF8Str)] string host, int port, int keepAlive);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int mosquitto_disconnect(IntPtr client);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int mosquitto_loop(IntPtr client, int timeoutMilliseconds, int maxPackets);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int mosquitto_publish(IntPtr client, out int id, [MarshalAs(UnmanagedType.LPUTF8Str)] string topic, int length, byte[] payload, int qos, [MarshalAs(UnmanagedType.U1)] bool retain);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int mosquitto_subscribe(IntPtr client, out int id, [MarshalAs(UnmanagedType.LPUTF8Str)] string filter, int qos);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int mosquitto_unsubscribe(IntPtr client, out int id, [MarshalAs(UnmanagedType.LPUTF8Str)] string filter);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern void mosquitto_connect_callback_set(IntPtr client, CodeCallback callback);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern void mosquitto_publish_callback_set(IntPtr client, CodeCallback callback);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern void mosquitto_message_callback_set(IntPtr client, MessageCallback callback);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern void mosquitto_subscribe_callback_set(IntPtr client, SubscribedCallback callback);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern void mosquitto_unsubscribe_callback_set(IntPtr client, CodeCallback callback);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern void mosquitto_log_callback_set(IntPtr client, LogCallback callback);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        private static extern int mosquitto_lib_init();

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        private static extern IntPtr mosquitto_strerror(int code);

        private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? path)
        {
            string file = !name.Contains("mosquitto", StringComparison.Ordinal) ? name
                : OperatingSystem.IsWindows() ? "mosquitto.dll"
                : OperatingSystem.IsMacOS() ? "libmosquitto.1.dylib"
                : name;
            return NativeLibrary.TryLoad(file, assembly, path, out IntPtr handle)
                ? handle
                : throw new DllNotFoundException(
                    file + " was not found: install libmosquitto 2.0 (Debian, Ubuntu: package libmosquitto1; macOS, Windows: mosquitto).");
        }

        /// <summary>struct mosquitto_message.</summary>
        [StructLayout(LayoutKind.Sequential)]
        public struct Message
        {
            public int Id;
            public IntPtr Topic;
            public IntPtr Payload;
            public int PayloadLength;
            public int Qos;

            [MarshalAs(UnmanagedType.U1)]
            public bool Retain;
        }
    }
}
