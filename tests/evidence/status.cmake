# What became of pledges: standing, faults, importers, rates, periods, and the commands that tell of them.
add_executable(evidence_status_test standing_test.cpp faults_test.cpp currency_test.cpp kiel_test.cpp rates_test.cpp tally_test.cpp lateness_test.cpp periods_test.cpp figures_test.cpp)
target_compile_definitions(evidence_status_test PRIVATE CASUS_FIXTURES="${CMAKE_CURRENT_SOURCE_DIR}/fixtures")
target_link_libraries(evidence_status_test PRIVATE casus_tool GTest::gtest_main rapidcheck)
gtest_discover_tests(evidence_status_test TEST_PREFIX "evidence." DISCOVERY_TIMEOUT 60
  PROPERTIES ENVIRONMENT "RC_PARAMS=max_success=${random_cases}")

add_test(NAME evidence.status_commands
  COMMAND ${CASUS_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/status_command_test.py $<TARGET_FILE:casus>)
